// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// A growing list of longs in native memory.
public final class NativeLongs {

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final long FIRST_CAPACITY = 8;

  private final NativeHeap heap;
  private MemorySegment block = MemorySegment.NULL;
  private long size;

  /// An empty list.
  ///
  /// @param heap where its memory comes from
  public NativeLongs(NativeHeap heap) {
    this.heap = heap;
  }

  /// How many longs there are.
  ///
  /// @return count
  public long size() {
    return size;
  }

  /// One of them.
  ///
  /// @param index 0 to `size() - 1`
  /// @return its value
  public long get(long index) {
    Objects.checkIndex(index, size);
    return block.getAtIndex(LONG, index);
  }

  /// Overwrites one of them.
  ///
  /// @param index 0 to `size() - 1`
  /// @param value the new value
  public void set(long index, long value) {
    Objects.checkIndex(index, size);
    block.setAtIndex(LONG, index, value);
  }

  /// Appends one.
  ///
  /// @param value the value
  public void add(long value) {
    reserve(size + 1);
    block.setAtIndex(LONG, size++, value);
  }

  /// Makes room for `count` longs in all, exactly where that is all that will come.
  ///
  /// @param count longs in all
  public void reserve(long count) {
    long capacity = block.byteSize() / Long.BYTES;
    if (count <= capacity) {
      return;
    }
    long grown = capacity == 0 ? count : Math.max(count, capacity + capacity / 4);
    MemorySegment larger = heap.allocate(Math.max(grown, FIRST_CAPACITY) * Long.BYTES);
    MemorySegment.copy(block, 0, larger, 0, size * Long.BYTES);
    heap.free(block);
    block = larger;
  }

  /// Forgets what comes after the first `count`.
  ///
  /// @param count at most `size()`
  public void truncate(long count) {
    size = Math.min(size, count);
  }

  /// Gives the memory back to the heap; the list is empty then.
  public void release() {
    heap.free(block);
    block = MemorySegment.NULL;
    size = 0;
  }

  /// The largest of them.
  ///
  /// @return -1 if there are none above it
  public long max() {
    long max = -1;
    for (long i = 0; i < size; i++) {
      max = Math.max(max, block.getAtIndex(LONG, i));
    }
    return max;
  }

  /// A copy on the heap.
  ///
  /// @return all longs
  public long[] toArray() {
    return block.asSlice(0, size * Long.BYTES).toArray(LONG);
  }

  /// The memory of all longs, in native byte order.
  ///
  /// @return a view
  public MemorySegment segment() {
    return block.asSlice(0, size * Long.BYTES);
  }
}
