// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.factory.Similarity;
import dev.kith.io.VectorFiles;
import dev.kith.tune.BuildEstimate;
import org.jspecify.annotations.Nullable;

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

  /// Memory and time, with fewer training vectors where all that would be looked at do not fit.
  ///
  /// @param training what to train with
  /// @param wanted training vectors at most; null for as many as are looked at
  /// @param memory bytes that may be used
  /// @throws IllegalArgumentException if the memory does not suffice
  Plan needs(VectorFiles training, @Nullable Integer wanted, int threads, long memory) {
    long rows = wanted == null ? training.size() : Math.min(wanted, training.size());
    boolean inPlace = training.files().size() == 1;
    var estimate = estimate(rows, inPlace && rows == training.size());
    long least = Math.min(rows, estimate.leastTrainingVectors());
    while (estimate.peakBytes() > memory && rows > least) {
      rows = Math.max(least, rows * 3 / 4);
      estimate = estimate(rows, false);
    }
    estimate.requireFits(
        memory,
        "Allow more with --memory, if the machine has it; or build a smaller index, such as one with"
            + " SQ8 or PQ codes (`kith info` explains strings)");
    return Plan.of(estimate, threads, memory, rows == training.size() ? Long.MAX_VALUE : rows);
  }

  private BuildEstimate estimate(long rows, boolean inPlace) {
    return BuildEstimate.of(similarity.applyTo(spec), dimension, vectors, rows, inPlace);
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
