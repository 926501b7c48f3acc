// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kith.testing.TestSeed;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NativeHeapTest {

  static LongStream seeds() {
    return TestSeed.several(10);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void blocksAreAlignedAndLiveOnesNeverOverlap(long seed) {
    var random = new Random(seed);
    var live = new ArrayList<MemorySegment>();
    try (var heap = new NativeHeap()) {
      for (int step = 0; step < 2000; step++) {
        if (random.nextInt(5) < 3 || live.isEmpty()) {
          long wanted = 1 + (long) Math.exp(random.nextDouble() * 13);
          MemorySegment block = heap.allocate(wanted);
          assertThat(block.byteSize()).isGreaterThanOrEqualTo(wanted);
          assertThat(block.address() % NativeHeap.ALIGNMENT).isZero();
          live.add(block);
        } else {
          heap.free(live.remove(random.nextInt(live.size())));
        }
      }
      assertNoOverlap(live, seed);
    }
  }

  private static void assertNoOverlap(Iterable<MemorySegment> blocks, long seed) {
    var byAddress = new TreeMap<Long, MemorySegment>();
    for (MemorySegment block : blocks) {
      assertThat(byAddress.put(block.address(), block)).isNull();
    }
    long end = 0;
    for (MemorySegment block : byAddress.values()) {
      assertThat(block.address()).as(TestSeed.repeat(seed)).isGreaterThanOrEqualTo(end);
      end = block.address() + block.byteSize();
    }
  }

  @Test
  void aFreedBlockIsUsedAgain() {
    try (var heap = new NativeHeap()) {
      MemorySegment block = heap.allocate(1000);
      heap.free(block);

      assertThat(heap.allocate(900).address()).isEqualTo(block.address());
    }
  }

  @Test
  void aMuchLargerBlockIsKeptForSomethingLarger() {
    try (var heap = new NativeHeap()) {
      MemorySegment block = heap.allocate(10_000);
      heap.free(block);

      assertThat(heap.allocate(64).address()).isNotEqualTo(block.address());
      assertThat(heap.allocate(9_000).address()).isEqualTo(block.address());
    }
  }

  @Test
  void countsWhatItTookFromTheSystem() {
    try (var heap = new NativeHeap()) {
      assertThat(heap.bytes()).isZero();
      heap.allocate(1);
      assertThat(heap.bytes()).isBetween(64L, 1L << 17);
      heap.allocate(50_000_000);
      assertThat(heap.bytes()).isBetween(50_000_000L, 51_000_000L);
    }
  }

  @Test
  void aBlockThatIsUsedAfterTheEndThrows() {
    var heap = new NativeHeap();
    MemorySegment block = heap.allocate(64);
    heap.close();

    assertThatIllegalStateException().isThrownBy(() -> block.get(ValueLayout.JAVA_BYTE, 0));
    assertThatIllegalStateException()
        .isThrownBy(() -> heap.allocate(64).set(ValueLayout.JAVA_BYTE, 0, (byte) 1));
  }
}
