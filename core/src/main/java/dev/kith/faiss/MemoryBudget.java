// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

/// Counts the memory that an index is going to take while its file is read, before it is taken.
/// Buffers of a fixed size are not counted.
final class MemoryBudget {

  private final long limit;
  private final long heapLimit;
  private long taken;
  private long heapTaken;

  /// @param limit bytes in all
  /// @param heapLimit bytes of Java objects, a part of them
  MemoryBudget(long limit, long heapLimit) {
    this.limit = limit;
    this.heapLimit = Math.min(limit, heapLimit);
  }

  /// Asks for native memory.
  ///
  /// @param count how many parts, not negative
  /// @param each bytes of a part, not negative
  /// @param what the parts, for the message
  /// @param input says where it is asked for
  void take(long count, long each, String what, IndexInput input) throws MemoryLimitException {
    taken = add(taken, count, each, limit, what, input);
  }

  /// Asks for Java objects.
  void takeHeap(long count, long each, String what, IndexInput input) throws MemoryLimitException {
    long heap = add(heapTaken, count, each, heapLimit, what, input);
    take(count, each, what, input);
    heapTaken = heap;
  }

  private static long add(
      long sum, long count, long each, long limit, String what, IndexInput input)
      throws MemoryLimitException {
    long bytes = Math.multiplyHigh(count, each) == 0 ? count * each : Long.MAX_VALUE;
    long needed = bytes < 0 || bytes > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + bytes;
    if (needed > limit) {
      throw new MemoryLimitException(
          input.file(), input.position(), needed, limit, count + " " + what);
    }
    return needed;
  }

  /// What was granted so far.
  ///
  /// @return bytes
  long taken() {
    return taken;
  }
}
