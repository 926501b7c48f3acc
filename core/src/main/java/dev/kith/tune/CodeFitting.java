// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.factory.CodeSpec;
import dev.kith.factory.IvfCodeSpec;
import java.util.Locale;
import java.util.Set;

/// Product codes for few training vectors: k-means needs a vector for each of 2^b centroids.
///
/// @param vectors how many there are to train with
/// @param reasons receives why codes are not as they were wanted
record CodeFitting(long vectors, Set<String> reasons) {

  private static final int FAST_SCAN_BITS = 4;

  /// Bits that there are vectors for, at most the wanted ones; 0 for a single vector.
  int bits(int wanted) {
    int possible = Math.min(wanted, Long.SIZE - 1 - Long.numberOfLeadingZeros(vectors));
    if (possible < wanted) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "codes of %d %s need %,d",
              wanted,
              wanted == 1 ? "bit" : "bits",
              1L << wanted));
    }
    return possible;
  }

  CodeSpec.Pq fewerBits(CodeSpec.Pq pq) {
    return new CodeSpec.Pq(pq.m(), bits(pq.bits()), pq.polysemous());
  }

  /// Whether there can be codes, of fewer bits perhaps.
  boolean arePossible(int m, int wanted, int d) {
    return bits(wanted) > 0 && haveParts(m, d);
  }

  boolean arePossible(CodeSpec.PqFastScan pq, int d) {
    return bits(FAST_SCAN_BITS) == FAST_SCAN_BITS && haveParts(pq.m(), d);
  }

  boolean arePossible(IvfCodeSpec.RefinedPq pq, int d) {
    return bits(Byte.SIZE) == Byte.SIZE && haveParts(pq.m(), d) && haveParts(pq.refineM(), d);
  }

  /// They had, before a transform was left out.
  private boolean haveParts(int m, int d) {
    if (d % m != 0) {
      reasons.add("%d components do not make %d equal parts".formatted(d, m));
    }
    return d % m == 0;
  }
}
