// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Codes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Codes that are turned into panels: where a kernel looks for a byte, that byte is.
class CodePanelsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 8, 9, 16, 31, 64, 257})
  void holdEveryByteWhereKernelsLookForIt(int codeSize) {
    byte[] content = new byte[200 * codeSize];
    TestSeed.random(codeSize).nextBytes(content);
    try (var heap = new NativeHeap()) {
      var panels = new CodePanels(heap, codeSize);
      long added = 0;
      // pieces that begin and end within squares of eight rows, and within panels
      for (int piece : new int[] {1, 8, 13, 5, 70, 64, 39}) {
        panels.append(rows(content, codeSize, added, piece), CodeStore.RowOrder.SAME, piece);
        added += piece;
      }
      assertThat(panels.size()).isEqualTo(200);
      for (int row = 0; row < 200; row++) {
        int panel = row / Kernels.PANEL;
        for (int i = 0; i < codeSize; i++) {
          long at = panels.offset(panel) + (long) i * panels.width(panel) + row % Kernels.PANEL;
          assertThat(panels.segment(panel).get(ValueLayout.JAVA_BYTE, at))
              .isEqualTo(content[row * codeSize + i]);
        }
      }
    }
  }

  private static Codes rows(byte[] content, int codeSize, long first, int count) {
    Codes codes = Codes.allocate(count, codeSize);
    MemorySegment.copy(
        content,
        (int) first * codeSize,
        codes.segment(),
        ValueLayout.JAVA_BYTE,
        0,
        count * codeSize);
    return codes;
  }
}
