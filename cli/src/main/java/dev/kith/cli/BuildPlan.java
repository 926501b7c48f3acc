// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.factory.Similarity;

/// What is going to be built.
///
/// @param spec the index
/// @param vectors how many
/// @param dimension components of each
/// @param similarity how they are compared
record BuildPlan(IndexSpec spec, long vectors, int dimension, Similarity similarity) {

  /// An empty index of this kind.
  Index create() {
    return IndexFactory.create(dimension, similarity.applyTo(spec), similarity.metric());
  }

  /// Bytes of the file, roughly.
  long bytes() {
    return similarity.applyTo(spec).estimatedBytes(dimension, vectors);
  }

  String line() {
    return "%s, %s: %s of %d components, about %s"
        .formatted(
            spec,
            switch (similarity) {
              case L2 -> "squared L2";
              case INNER_PRODUCT -> "inner product";
              case COSINE -> "cosine";
            },
            Text.count(vectors, "vector"),
            dimension,
            Text.bytes(bytes()));
  }
}
