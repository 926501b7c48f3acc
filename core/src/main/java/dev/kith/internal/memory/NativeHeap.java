// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/// Hands out aligned blocks of native memory from large slabs and takes them back. All of it is
/// freed at once by [#close()]; a block that is used after that throws, it does not crash.
///
/// Not safe for several threads: an index allocates only while it is being changed.
public final class NativeHeap implements AutoCloseable {

  static final long ALIGNMENT = 64;
  private static final long SMALLEST_SLAB = 1L << 16;
  private static final long LARGEST_SLAB = 1L << 25;

  private final Arena arena;
  private final TreeMap<Long, Deque<MemorySegment>> free = new TreeMap<>();
  private MemorySegment slab = MemorySegment.NULL;
  private long used;
  private long total;

  /// A heap that is closed by its owner.
  @SuppressWarnings("MustBeClosedChecker") // closed by close()
  public NativeHeap() {
    this(Arena.ofShared());
  }

  private NativeHeap(Arena arena) {
    this.arena = arena;
  }

  /// A heap that the garbage collector frees.
  ///
  /// @return a heap, not to be closed
  public static NativeHeap automatic() {
    return new NativeHeap(Arena.ofAuto());
  }

  /// A block of at least `bytes`, 64-byte aligned, its content undefined.
  ///
  /// @param bytes more than 0
  /// @return the block; its size may exceed `bytes`
  /// @throws OutOfMemoryError if the system has no more memory
  public MemorySegment allocate(long bytes) {
    long size = Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    Map.Entry<Long, Deque<MemorySegment>> fit = free.ceilingEntry(size);
    // a block that is more than a quarter too large is kept for something larger
    if (fit != null && fit.getKey() <= size + size / 4) {
      MemorySegment block = fit.getValue().pop();
      if (fit.getValue().isEmpty()) {
        free.remove(fit.getKey());
      }
      return block;
    }
    if (slab.byteSize() - used < size) {
      nextSlab(size);
    }
    MemorySegment block = slab.asSlice(used, size);
    used += size;
    return block;
  }

  /// Gives a block back for reuse.
  ///
  /// @param block from [#allocate], not used any more
  public void free(MemorySegment block) {
    if (block.byteSize() > 0) {
      free.computeIfAbsent(block.byteSize(), size -> new ArrayDeque<>()).push(block);
    }
  }

  /// Slabs grow with the heap, so that what is not used yet stays a small share of it.
  private void nextSlab(long least) {
    long rest = slab.byteSize() - used;
    if (rest >= ALIGNMENT) {
      free(slab.asSlice(used, rest));
    }
    long size = Math.max(least, Math.clamp(total / 16, SMALLEST_SLAB, LARGEST_SLAB));
    size = Math.ceilDiv(size, ALIGNMENT) * ALIGNMENT;
    slab = arena.allocate(size, ALIGNMENT);
    total += size;
    used = 0;
  }

  /// What the heap has taken from the system.
  ///
  /// @return bytes
  public long bytes() {
    return total;
  }

  /// Frees everything.
  @Override
  public void close() {
    arena.close();
  }
}
