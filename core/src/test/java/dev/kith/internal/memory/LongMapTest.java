// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.testing.TestSeed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against [LinkedHashMap], whose order is the one that is promised.
class LongMapTest {

  private final LongMap map = new LongMap();
  private final Map<Long, Long> model = new LinkedHashMap<>();

  static LongStream seeds() {
    return TestSeed.several(20);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void behavesAsALinkedHashMap(long seed) {
    var random = new Random(seed);
    int keys = 1 + random.nextInt(300);
    for (int step = 0; step < 3000; step++) {
      change(random, key(random, keys));
      long asked = key(random, keys);
      assertThat(map.get(asked)).isEqualTo(model.getOrDefault(asked, LongMap.ABSENT));
      assertThat(map.size()).isEqualTo(model.size());
      if (step % 100 == 0) {
        assertThat(entries()).as(TestSeed.repeat(seed)).isEqualTo(List.copyOf(model.entrySet()));
      }
    }
  }

  private void change(Random random, long key) {
    int dice = random.nextInt(1000);
    if (dice == 0) {
      map.clear();
      model.clear();
    } else if (dice < 400) {
      map.remove(key);
      model.remove(key);
    } else {
      put(key, random.nextInt());
    }
  }

  private void put(long key, long value) {
    map.put(key, value);
    model.put(key, value);
  }

  /// Few keys often, and the extremes among them.
  private static long key(Random random, int keys) {
    int i = random.nextInt(keys);
    return switch (i) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      default -> i % 2 == 0 ? i : -((long) i << 40);
    };
  }

  private List<Map.Entry<Long, Long>> entries() {
    var entries = new ArrayList<Map.Entry<Long, Long>>();
    map.forEach((key, value) -> entries.add(Map.entry(key, value)));
    return entries;
  }

  @Test
  void growsPastManyAscendingKeys() {
    for (long key = 0; key < 100_000; key++) {
      map.put(key, -key);
    }

    assertThat(map.size()).isEqualTo(100_000);
    for (long key = 0; key < 100_000; key++) {
      assertThat(map.get(key)).isEqualTo(-key);
    }
    assertThat(map.get(100_000)).isEqualTo(LongMap.ABSENT);
  }

  @Test
  void aRemovedKeyThatComesAgainComesLast() {
    put(1, 10);
    put(2, 20);
    map.remove(1);
    model.remove(1L);
    put(1, 11);

    assertThat(entries()).containsExactly(Map.entry(2L, 20L), Map.entry(1L, 11L));
    assertThat(map.size()).isEqualTo(2);
  }

  /// A window that slides over ever new ids, as over a stream, must not grow.
  @Test
  void removedKeysLeaveNoMemoryBehind() {
    for (long key = 0; key < 1000; key++) {
      map.put(key, key);
    }
    for (long key = 1000; key < 200_000; key++) {
      map.remove(key - 1000);
      map.put(key, key);
    }

    assertThat(map.size()).isEqualTo(1000);
    assertThat(map.bytes()).isLessThan(100_000);
  }
}
