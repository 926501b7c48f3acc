// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.factory.IndexSpec;
import dev.kith.factory.Similarity;
import dev.kith.vector.Vectors;

/// What is going to be built.
///
/// @param spec the index
/// @param vectors how many
/// @param dimension components of each
/// @param similarity how they are compared
record BuildPlan(IndexSpec spec, long vectors, int dimension, Similarity similarity) {

  static BuildPlan of(String factory, Vectors vectors, Similarity similarity) {
    var spec = IndexSpec.parse(factory, vectors.dimension(), similarity.metric());
    return new BuildPlan(spec, vectors.size(), vectors.dimension(), similarity);
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
