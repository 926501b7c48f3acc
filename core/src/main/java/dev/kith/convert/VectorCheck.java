// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.Parallelism;
import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.PreTransformIndex;
import dev.kith.vector.Vectors;

/// Whether vectors are those that an index was filled with, in the same order: some of them are
/// coded again, and compared with what the index has in their place.
final class VectorCheck {

  /// Runs of vectors that are looked at, and vectors of a run.
  private static final int RUNS = 8;

  private static final int RUN = 32;

  /// Coding rounds a little differently in other builds, so a few codes may differ ...
  private static final double LEAST_SHARE = 0.9;

  /// ... and where they do, vectors that are all but equal count as equal (squared, relative).
  private static final double NEAR = 1e-3;

  private VectorCheck() {}

  /// Checks a sample.
  ///
  /// @throws IllegalArgumentException if these are other vectors
  static void check(BaseIndex index, Vectors vectors) {
    if (vectors.dimension() != index.dimension() || vectors.size() != index.size()) {
      throw new IllegalArgumentException(
          "the index holds %d vectors of %d components, and %d of %d are given; the same ones are needed, in the same order"
              .formatted(index.size(), index.dimension(), vectors.size(), vectors.dimension()));
    }
    if (!index.numbersByPosition()) {
      throw new IllegalArgumentException(
          Names.of(index)
              + " has ids of its own, so vectors cannot be found by position; put the id map around"
              + " the refinement");
    }
    long checked = 0;
    long right = 0;
    for (int run = 0; run < RUNS; run++) {
      long first = vectors.size() * run / RUNS;
      long last = Math.min(first + RUN, vectors.size() * (run + 1) / RUNS);
      checked += last - first;
      right += equal(index, first, vectors.slice(first, last));
    }
    if (right < LEAST_SHARE * checked) {
      throw new IllegalArgumentException(
          "the vectors given are not those in the index: of %d that were compared, %d fit; give the file that it was built from, in the same order"
              .formatted(checked, right));
    }
  }

  /// How many vectors the index codes as it has coded those in their place.
  private static long equal(BaseIndex index, long first, Vectors vectors) {
    if (index instanceof PreTransformIndex chain) {
      return equal(chain.inner(), first, transformed(chain, vectors));
    }
    Vectors stored = index.reconstruct(first, vectors.size());
    Vectors coded = index.decode(index.encode(vectors, Parallelism.of(1)));
    long equal = 0;
    for (long row = 0; row < stored.size(); row++) {
      equal += isNear(coded.row(row), stored.row(row)) ? 1 : 0;
    }
    return equal;
  }

  private static Vectors transformed(PreTransformIndex chain, Vectors vectors) {
    Vectors transformed = vectors;
    for (var transform : chain.chain()) {
      transformed = transform.apply(transformed);
    }
    return transformed;
  }

  private static boolean isNear(float[] a, float[] b) {
    double difference = 0;
    double length = 0;
    for (int i = 0; i < a.length; i++) {
      difference += (double) (a[i] - b[i]) * (a[i] - b[i]);
      length += (double) b[i] * b[i];
    }
    return difference <= NEAR * length;
  }
}
