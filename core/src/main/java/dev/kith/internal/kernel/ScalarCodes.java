// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Keys of codes, component after component: the readable reference, and what runs where the Vector
/// API is not there. See [CodeKeys].
final class ScalarCodes {

  private ScalarCodes() {}

  static void squaredL2(
      ComponentCoding coding,
      MemorySegment codes,
      long offset,
      int width,
      float[] queries,
      int at,
      float[] keys,
      int to) {
    Arrays.fill(keys, to, to + width, 0f);
    for (int i = 0; i < coding.d(); i++) {
      for (int row = 0; row < width; row++) {
        float number = coding.code().number(codes, offset + row, width, i);
        float difference = coding.component(i, number) - queries[at + i];
        keys[to + row] = Math.fma(difference, difference, keys[to + row]);
      }
    }
  }

  static void negatedInnerProduct(
      ComponentCoding coding,
      MemorySegment codes,
      long offset,
      int width,
      float[] queries,
      int at,
      float[] keys,
      int to) {
    Arrays.fill(keys, to, to + width, 0f);
    for (int i = 0; i < coding.d(); i++) {
      for (int row = 0; row < width; row++) {
        float number = coding.code().number(codes, offset + row, width, i);
        keys[to + row] = Math.fma(coding.component(i, number), queries[at + i], keys[to + row]);
      }
    }
    for (int row = to; row < to + width; row++) {
      keys[row] = -keys[row];
    }
  }
}
