// SPDX-License-Identifier: Apache-2.0
package dev.kith.vector;

import dev.kith.internal.memory.Temporaries;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.OptionalLong;

/// A block of `size()` float vectors of `dimension()` components each, row-major and contiguous in
/// one native memory segment (allocated or a mapped file). There is no object per vector.
///
/// A block is as alive as its segment: blocks made by [#of] and [#allocate] are freed by the
/// garbage collector, blocks made by [#wrap] when the caller closes the arena. Instances may be
/// read from any number of threads; writing while others read is the caller's affair.
public final class Vectors implements VectorSource {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfInt BITS = ValueLayout.JAVA_INT_UNALIGNED;
  private static final long ALIGNMENT = 64;
  private static final ValueLayout.OfLong PAIR = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final long EXPONENTS = 0x7f800000_7f800000L;
  private static final long LOWEST_EXPONENT_BITS = 0x00800000_00800000L;
  private static final long SIGNS = 0x80000000_80000000L;

  private final MemorySegment segment;
  private final long size;
  private final int dimension;

  private Vectors(MemorySegment segment, long size, int dimension) {
    this.segment = segment;
    this.size = size;
    this.dimension = dimension;
  }

  /// Copies vectors from an array.
  ///
  /// @param rowMajor n * dimension floats, row after row
  /// @param dimension components of a vector, positive
  /// @return n vectors
  /// @throws IllegalArgumentException if the array does not hold whole vectors
  public static Vectors of(float[] rowMajor, int dimension) {
    checkDimension(dimension);
    if (rowMajor.length % dimension != 0) {
      throw new IllegalArgumentException(
          rowMajor.length
              + " floats are not a whole number of vectors of dimension "
              + dimension
              + "; pass n * "
              + dimension
              + " floats");
    }
    Vectors copy = allocate(rowMajor.length / dimension, dimension);
    MemorySegment.copy(rowMajor, 0, copy.segment, FLOAT, 0, rowMajor.length);
    return copy;
  }

  /// Copies vectors from an array of rows.
  ///
  /// @param rows at least one row; all of one length
  /// @return as many vectors as rows
  /// @throws IllegalArgumentException if there is no row or the rows differ in length
  public static Vectors of(float[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("no rows: the dimension of no vectors is unknown");
    }
    Vectors copy = allocate(rows.length, rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      copy.set(i, rows[i]);
    }
    return copy;
  }

  /// Zeroed vectors, freed by the garbage collector.
  ///
  /// @param size number of vectors, not negative
  /// @param dimension components of a vector, positive
  /// @return the vectors
  public static Vectors allocate(long size, int dimension) {
    checkDimension(dimension);
    if (size < 0) {
      throw new IllegalArgumentException("the number of vectors is " + size + ", below 0");
    }
    long bytes = Math.multiplyExact(size, (long) dimension * Float.BYTES);
    return new Vectors(Temporaries.arena().allocate(bytes, ALIGNMENT), size, dimension);
  }

  /// A view of floats in native memory, in the processor's byte order. Nothing is copied.
  ///
  /// @param segment native memory that holds at least `size * dimension` floats
  /// @param size number of vectors
  /// @param dimension components of a vector, positive
  /// @return the view
  /// @throws IllegalArgumentException if the segment is on the heap or too short
  public static Vectors wrap(MemorySegment segment, long size, int dimension) {
    checkDimension(dimension);
    if (size < 0) {
      throw new IllegalArgumentException("the number of vectors is " + size + ", below 0");
    }
    if (!segment.isNative()) {
      throw new IllegalArgumentException("the segment lies on the heap; copy it with Vectors.of");
    }
    long bytes = Math.multiplyExact(size, (long) dimension * Float.BYTES);
    if (segment.byteSize() < bytes) {
      throw new IllegalArgumentException(
          size
              + " vectors of dimension "
              + dimension
              + " need "
              + bytes
              + " bytes, and the segment has "
              + segment.byteSize());
    }
    return new Vectors(segment.asSlice(0, bytes), size, dimension);
  }

  private static void checkDimension(int dimension) {
    if (dimension <= 0) {
      throw new IllegalArgumentException(
          "the dimension is " + dimension + ", and must be at least 1");
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  /// The floats themselves, `size() * dimension()` of them, row after row, in native byte order.
  ///
  /// @return native memory
  public MemorySegment segment() {
    return segment;
  }

  /// Byte offset of a row in [#segment()].
  ///
  /// @param row 0 to `size()` inclusive
  /// @return bytes
  public long offset(long row) {
    return row * dimension * Float.BYTES;
  }

  /// One component.
  ///
  /// @param row 0 to `size() - 1`
  /// @param component 0 to `dimension() - 1`
  /// @return its value
  public float get(long row, int component) {
    Objects.checkIndex(row, size);
    Objects.checkIndex(component, dimension);
    return segment.get(FLOAT, offset(row) + (long) component * Float.BYTES);
  }

  /// A copy of one vector.
  ///
  /// @param row 0 to `size() - 1`
  /// @return `dimension()` floats
  public float[] row(long row) {
    float[] copy = new float[dimension];
    copyRow(row, copy, 0);
    return copy;
  }

  /// Copies one vector.
  ///
  /// @param row 0 to `size() - 1`
  /// @param to receives `dimension()` floats
  /// @param at where in `to`
  public void copyRow(long row, float[] to, int at) {
    copyRows(row, 1, to, at);
  }

  /// Copies consecutive vectors.
  ///
  /// @param row the first, 0 to `size() - count`
  /// @param count how many
  /// @param to receives `count * dimension()` floats
  /// @param at where in `to`
  public void copyRows(long row, int count, float[] to, int at) {
    Objects.checkFromIndexSize(row, (long) count, size);
    MemorySegment.copy(segment, FLOAT, offset(row), to, at, count * dimension);
  }

  /// Overwrites one vector.
  ///
  /// @param row 0 to `size() - 1`
  /// @param values `dimension()` floats
  /// @throws IllegalArgumentException if `values` has another length
  public void set(long row, float[] values) {
    Objects.checkIndex(row, size);
    if (values.length != dimension) {
      throw new IllegalArgumentException(
          "row " + row + " has " + values.length + " components, and not " + dimension);
    }
    MemorySegment.copy(values, 0, segment, FLOAT, offset(row), dimension);
  }

  /// A view of consecutive vectors.
  ///
  /// @param from the first
  /// @param to one past the last
  /// @return the view
  public Vectors slice(long from, long to) {
    Objects.checkFromToIndex(from, to, size);
    return new Vectors(segment.asSlice(offset(from), offset(to - from)), to - from, dimension);
  }

  /// A copy of the named vectors, in the order given.
  ///
  /// @param rows row numbers; may repeat
  /// @return `rows.length` vectors
  public Vectors select(int[] rows) {
    Vectors copy = allocate(rows.length, dimension);
    long bytes = offset(1);
    for (int i = 0; i < rows.length; i++) {
      Objects.checkIndex(rows[i], size);
      MemorySegment.copy(segment, offset(rows[i]), copy.segment, copy.offset(i), bytes);
    }
    return copy;
  }

  @Override
  public void read(long from, Vectors to) {
    VectorSource.checkTarget(this, to.size(), to);
    Objects.checkFromIndexSize(from, to.size(), size);
    MemorySegment.copy(segment, offset(from), to.segment, 0, offset(to.size()));
  }

  @Override
  public void gather(long[] rows, Vectors to) {
    VectorSource.checkTarget(this, rows.length, to);
    for (int i = 0; i < rows.length; i++) {
      Objects.checkIndex(rows[i], size);
      MemorySegment.copy(segment, offset(rows[i]), to.segment, offset(i), offset(1));
    }
  }

  @Override
  public void forEachBlock(int rows, BlockVisitor visitor) {
    for (long from = 0; from < size; from += rows) {
      visitor.visit(from, slice(from, Math.min(from + rows, size)));
    }
  }

  /// The first row that holds a NaN or an infinity.
  ///
  /// @return its number, or nothing if all components are finite
  public OptionalLong firstNonFinite() {
    for (long row = 0; row < size; row++) {
      if (holdsNonFinite(offset(row), offset(row + 1))) {
        return OptionalLong.of(row);
      }
    }
    return OptionalLong.empty();
  }

  /// Two components at a time, and the last one of an odd number alone.
  private boolean holdsNonFinite(long from, long to) {
    long seen = 0;
    long at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      // the exponent of a NaN or an infinity is all ones, and carries into the sign
      seen |= (segment.get(PAIR, at) & EXPONENTS) + LOWEST_EXPONENT_BITS;
    }
    if (at < to) {
      seen |= (segment.get(BITS, at) & (int) EXPONENTS) + (int) LOWEST_EXPONENT_BITS;
    }
    return (seen & SIGNS) != 0;
  }

  @Override
  public String toString() {
    return size + " vectors of dimension " + dimension;
  }
}
