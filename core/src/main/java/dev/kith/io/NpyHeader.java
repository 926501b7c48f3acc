// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.util.List;
import java.util.stream.Collectors;

/// What a `.npy` file says of the array in it.
///
/// @param type of the numbers
/// @param fortranOrder whether the first axis runs fastest in the file, and not the last
/// @param shape lengths of the axes, none negative; empty for a single number
/// @param dataOffset byte at which the numbers begin
public record NpyHeader(NpyType type, boolean fortranOrder, List<Long> shape, long dataOffset) {

  /// Checks the shape.
  ///
  /// @throws IllegalArgumentException if an axis is negative or the array has 2^63 bytes or more
  public NpyHeader {
    shape = List.copyOf(shape);
    try {
      long bytes = type.bytes();
      for (long axis : shape) {
        if (axis < 0) {
          throw new IllegalArgumentException("an axis has the length " + axis + ", below 0");
        }
        bytes = Math.multiplyExact(bytes, Math.max(1, axis));
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the shape " + text(shape) + " has 2^63 bytes or more", e);
    }
  }

  /// Number of vectors: the product of all axes but the last. An array of one axis is one vector.
  ///
  /// @return rows
  public long rows() {
    return product(shape.subList(0, Math.max(0, shape.size() - 1)));
  }

  /// Components of a vector: the last axis.
  ///
  /// @return columns
  public long columns() {
    return shape.isEmpty() ? 1 : shape.getLast();
  }

  /// Bytes of all numbers.
  ///
  /// @return what the file should hold from [#dataOffset()] on
  public long dataBytes() {
    return product(shape) * type.bytes();
  }

  /// Whether the array is one vector or a block of vectors: one or two axes, or more if all before
  /// these have the length 1.
  boolean isRowsOfVectors() {
    int leading = Math.max(0, shape.size() - 2);
    return !shape.isEmpty() && shape.subList(0, leading).stream().allMatch(axis -> axis == 1);
  }

  /// The shape as Python writes it.
  String shapeText() {
    return text(shape);
  }

  private static String text(List<Long> shape) {
    var comma = shape.size() == 1 ? ",)" : ")";
    return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", comma));
  }

  private static long product(List<Long> axes) {
    return axes.stream().anyMatch(axis -> axis == 0)
        ? 0
        : axes.stream().reduce(1L, (a, b) -> a * b);
  }
}
