// SPDX-License-Identifier: Apache-2.0
package dev.kith.testing;

import java.util.Random;
import java.util.stream.LongStream;

/// The seeds of randomised tests. Every failure names its seed, and `./mvnw -pl core test
/// -Dkith.test.seed=SEED` repeats it; without the property a run is always the same, and CI may
/// pass a new number every night.
public final class TestSeed {

  private static final long BASE = Long.getLong("kith.test.seed", 20_250_101);

  private TestSeed() {}

  /// Seeds for a parameterised test, which then shows them in its names.
  public static LongStream several(int count) {
    return LongStream.range(BASE, BASE + count);
  }

  /// A generator for tests that need no particular numbers.
  public static Random random(long salt) {
    return new Random(BASE + 1_000_003 * salt);
  }

  /// What to say when a test fails.
  public static String repeat(long seed) {
    return "repeat with -Dkith.test.seed=" + seed;
  }
}
