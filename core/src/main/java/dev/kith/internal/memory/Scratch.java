// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Native memory of the calling thread, for what nobody needs after the next step. It stays with
/// the thread: a search that allocated its own would spend more on that than on a short list.
public final class Scratch {

  private static final ThreadLocal<MemorySegment> MEMORY =
      ThreadLocal.withInitial(() -> MemorySegment.NULL);

  private Scratch() {}

  /// Memory of undefined content, which the next call on this thread hands out again.
  ///
  /// @param bytes at least so many
  /// @return 64-byte aligned memory
  public static MemorySegment ofThread(long bytes) {
    MemorySegment memory = MEMORY.get();
    if (memory.byteSize() < bytes) {
      memory = Arena.ofAuto().allocate(bytes, NativeHeap.ALIGNMENT);
      MEMORY.set(memory);
    }
    return memory;
  }
}
