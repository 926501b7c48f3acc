// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.internal.kernel.PackedLookups;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Codes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Against a list of arrays. A chunk is about a megabyte, so with 40,000 sub-quantizers it holds
/// one panel.
class PackedCodesTest {

  private final NativeHeap heap = new NativeHeap();

  @AfterEach
  void close() {
    heap.close();
  }

  /// A list with what should be in it: the numbers of each row.
  private record Pair(PackedCodes list, List<byte[]> model) {
    Pair(NativeHeap heap, int subquantizers) {
      this(new PackedCodes(heap, subquantizers), new ArrayList<>());
    }
  }

  static Stream<Arguments> sizesAndSeeds() {
    return Stream.of(1, 2, 3, 8, 17, 40_000)
        .flatMap(m -> TestSeed.several(m > 1000 ? 1 : 5).mapToObj(seed -> Arguments.of(m, seed)));
  }

  @ParameterizedTest
  @MethodSource("sizesAndSeeds")
  void behavesAsAListOfArrays(int subquantizers, long seed) {
    var random = new Random(seed);
    var pairs = List.of(new Pair(heap, subquantizers), new Pair(heap, subquantizers));
    int steps = subquantizers > 1000 ? 12 : 120;
    for (int step = 0; step < steps; step++) {
      int which = random.nextInt(2);
      change(random, pairs.get(which), pairs.get(1 - which));
      check(pairs.get(which), TestSeed.repeat(seed) + ", step " + step);
    }
  }

  private static void change(Random random, Pair pair, Pair other) {
    int size = pair.model.size();
    switch (random.nextInt(10)) {
      case 0 -> truncate(pair, random.nextInt(size + 2));
      case 1 -> truncate(pair, size / 32 * 32);
      case 2 -> pair.list.reserve(random.nextInt(size + 200));
      case 3 -> {
        if (size + other.model.size() < 800) {
          pair.list.append(other.list);
          pair.model.addAll(other.model);
        }
      }
      case 4, 5 -> {
        if (size > 0) {
          int from = random.nextInt(size);
          int to = random.nextInt(size);
          pair.list.move(from, to);
          pair.model.set(to, pair.model.get(from));
        }
      }
      default -> append(random, pair);
    }
  }

  private static void truncate(Pair pair, int kept) {
    pair.list.truncate(kept);
    if (kept < pair.model.size()) {
      pair.model.subList(kept, pair.model.size()).clear();
    }
  }

  /// Rows of a source in reverse order, in sizes around the width of a block.
  private static void append(Random random, Pair pair) {
    int[] sizes = {0, 1, 2, 5, 31, 32, 33, 64, 65};
    int count = sizes[random.nextInt(sizes.length)];
    byte[][] numbers = new byte[count][pair.list.subquantizers()];
    Codes source = Codes.allocate(count, pair.list.codeSize());
    for (int row = 0; row < count; row++) {
      for (int m = 0; m < numbers[row].length; m++) {
        numbers[row][m] = (byte) random.nextInt(16);
      }
      MemorySegment.copy(
          MemorySegment.ofArray(code(numbers[row])),
          0,
          source.segment(),
          source.offset(row),
          source.codeSize());
    }
    pair.list.append(source, i -> count - 1 - i, count);
    for (int row = count - 1; row >= 0; row--) {
      pair.model.add(numbers[row]);
    }
  }

  /// A code as a product quantizer writes it.
  private static byte[] code(byte[] numbers) {
    byte[] code = new byte[(numbers.length + 1) / 2];
    for (int m = 0; m < numbers.length; m++) {
      code[m / 2] |= (byte) (numbers[m] << (m % 2 * 4));
    }
    return code;
  }

  private static void check(Pair pair, String repeat) {
    assertThat(pair.list.size()).as(repeat).isEqualTo(pair.model.size());
    assertThat(pair.list.blocks()).as(repeat).isEqualTo((pair.model.size() + 31) / 32);
    for (int row = 0; row < pair.model.size(); row++) {
      byte[] actual = new byte[pair.list.codeSize()];
      pair.list.copyCode(row, MemorySegment.ofArray(actual), 0);
      assertThat(actual).as("%s, row %d", repeat, row).isEqualTo(code(pair.model.get(row)));
    }
    checkLayout(pair, repeat);
  }

  /// Every block is what the specification says, zeros behind the last row and slack behind the
  /// last block of a chunk.
  private static void checkLayout(Pair pair, String repeat) {
    int bytes = pair.list.blockBytes();
    for (int block = 0; block < pair.list.blocks(); block++) {
      byte[] expected = new byte[bytes];
      for (int t = 0; t < 32 && 32 * block + t < pair.model.size(); t++) {
        byte[] numbers = pair.model.get(32 * block + t);
        for (int m = 0; m < numbers.length; m++) {
          int l = t % 16;
          int k = l < 8 ? 2 * l : 2 * (l - 8) + 1;
          expected[m / 2 * 32 + 16 * (m % 2) + k] |= (byte) (numbers[m] << (t < 16 ? 0 : 4));
        }
      }
      MemorySegment memory = pair.list.segment(block);
      long at = pair.list.offset(block);
      byte[] actual = memory.asSlice(at, bytes).toArray(ValueLayout.JAVA_BYTE);
      assertThat(actual).as("%s, block %d", repeat, block).isEqualTo(expected);
      assertThat(at + bytes + PackedLookups.SLACK).isLessThanOrEqualTo(memory.byteSize());
    }
    for (long first = 0; first + 1 < pair.list.blocks(); first += 2) {
      assertThat(pair.list.segment(first + 1)).isSameAs(pair.list.segment(first));
      assertThat(pair.list.offset(first + 1)).isEqualTo(pair.list.offset(first) + bytes);
    }
  }

  @Test
  void theExampleOfTheSpecificationIsPackedAsThere() {
    Codes codes = Codes.allocate(35, 2);
    for (int i = 0; i < 35; i++) {
      int t = i % 32;
      byte[] numbers =
          i < 32
              ? new byte[] {(byte) (t % 16), (byte) (8 + t / 16), (byte) (15 - t % 16)}
              : new byte[] {(byte) t, 15, (byte) (15 - t)};
      MemorySegment.copy(
          MemorySegment.ofArray(code(numbers)), 0, codes.segment(), codes.offset(i), 2);
    }
    var list = new PackedCodes(heap, 3);
    list.append(codes, CodeStore.RowOrder.SAME, 35);

    assertThat(hex(list, 0))
        .isEqualTo(
            "00881199 22aa33bb 44cc55dd 66ee77ff 98989898 98989898 98989898 98989898 "
                + "ff77ee66 dd55cc44 bb33aa22 99118800 00000000 00000000 00000000 00000000");
    assertThat(hex(list, 1))
        .isEqualTo(
            "00000100 02000000 00000000 00000000 0f000f00 0f000000 00000000 00000000 "
                + "0f000e00 0d000000 00000000 00000000 00000000 00000000 00000000 00000000");
  }

  private static String hex(PackedCodes list, int block) {
    var words = new ArrayList<String>();
    for (int i = 0; i < list.blockBytes(); i += 4) {
      long at = list.offset(block) + i;
      int word = list.segment(block).get(ValueLayout.JAVA_INT_UNALIGNED, at);
      words.add("%08x".formatted(Integer.reverseBytes(word)));
    }
    return String.join(" ", words);
  }

  @Test
  void memoryOfWhatWasTruncatedIsUsedAgain() {
    var list = new PackedCodes(heap, 40_000);
    Codes rows = Codes.allocate(320, 20_000);
    list.append(rows, i -> i, 320);
    long before = heap.bytes();
    for (int round = 0; round < 5; round++) {
      list.truncate(0);
      list.append(rows, i -> i, 320);
    }

    assertThat(heap.bytes()).isEqualTo(before);
  }

  @Test
  void refusesARowBehindTheEnd() {
    var list = new PackedCodes(heap, 2);
    list.append(Codes.allocate(3, 1), i -> i, 3);
    var code = MemorySegment.ofArray(new byte[1]);

    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> list.copyCode(3, code, 0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.move(0, 3));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> list.move(3, 0));
  }

  @Test
  void aSourceThatFailsLeavesTheStoredRowsWhole() {
    var pair = new Pair(heap, 5);
    append(new Random(1), pair);
    append(new Random(2), pair);
    Codes some = Codes.allocate(70, 3);

    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> pair.list.append(some, i -> i < 9 ? i : 1000, 40));

    check(pair, "after the failure");
  }
}
