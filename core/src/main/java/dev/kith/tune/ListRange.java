// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import java.util.List;
import java.util.Locale;

/// How many lists the guidelines want for a number of vectors, and what can be trained with a
/// number of training vectors (specification of the factory, section 4.5).
///
/// Below a million vectors these are 4 sqrt(N) to 16 sqrt(N). A power of two is taken as well where
/// it is the one next to a bound, as the guidelines use powers of two themselves.
///
/// @param vectors N
/// @param trainable lists that the training vectors are enough for
record ListRange(long vectors, long trainable) {

  /// Training vectors a list below which centroids follow single vectors.
  static final int LEAST_TRAINING = 30;

  /// Training vectors a list from which Faiss's k-means does not warn.
  static final int GOOD_TRAINING = 39;

  /// Training vectors a list that k-means looks at; it leaves out the others.
  static final int MOST_TRAINING = 256;

  private static final int FEWEST = 4;
  private static final int MIDDLE = 8;
  private static final int MOST = 16;

  /// How far the power of two next to a number is away at most, as a factor.
  private static final double ROUNDING = Math.sqrt(2);

  /// What the guidelines say from a number of vectors on.
  private record Large(long vectors, long lists) {}

  private static final List<Large> LARGE =
      List.of(
          new Large(100_000_000, 1 << 20),
          new Large(10_000_000, 1 << 18),
          new Large(1_000_000, 1 << 16));

  static ListRange of(long vectors, long training) {
    return new ListRange(vectors, Math.max(1, training / GOOD_TRAINING));
  }

  boolean isTooFew(long lists) {
    double fewest = Math.min(FEWEST * root(), (double) trainable);
    return lists < (isPowerOfTwo(lists) ? fewest / ROUNDING : fewest);
  }

  boolean isTooMany(long lists) {
    double most = Math.max(MOST * root(), (double) listsOfLarge());
    return lists > (isPowerOfTwo(lists) ? most * ROUNDING : most);
  }

  /// A power of two amid the range, or what can be trained where that is less.
  long recommended() {
    return Math.min(listsOfLarge() == 0 ? powerOfTwo(MIDDLE * root()) : listsOfLarge(), trainable);
  }

  /// What the guidelines want, in words.
  String text() {
    return LARGE.stream()
        .filter(large -> vectors >= large.vectors)
        .findFirst()
        .map(large ->
            String.format(Locale.ROOT, "%,d from %,d vectors on", large.lists, large.vectors))
        .orElseGet(() ->
            String.format(
                Locale.ROOT,
                "%,d to %,d (%d sqrt(N) to %d sqrt(N))",
                (long) Math.ceil(FEWEST * root()),
                (long) (MOST * root()),
                FEWEST,
                MOST));
  }

  /// 0 below a million.
  private long listsOfLarge() {
    return LARGE.stream()
        .filter(large -> vectors >= large.vectors)
        .mapToLong(Large::lists)
        .findFirst()
        .orElse(0);
  }

  private double root() {
    return Math.sqrt((double) vectors);
  }

  private static long powerOfTwo(double nearby) {
    return 1L << Math.round(Math.log(nearby) / Math.log(2));
  }

  private static boolean isPowerOfTwo(long lists) {
    return Long.bitCount(lists) == 1;
  }
}
