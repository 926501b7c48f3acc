// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.Index;
import dev.kith.internal.file.FileKind;
import dev.kith.internal.index.BaseIndex;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;

/// Reads one file: finds the codec of each nested index, and holds what they share. Whatever fails,
/// the indexes that were made so far are closed.
final class IndexReader {

  /// A part of the heap may be taken by tables; the rest is for the process.
  private static final int HEAP_SHARE = 2;

  private static final long LARGEST_TABLE = 1L << 29;
  private static final long ENTRY_BYTES = 72;

  private final IndexInput input;
  private final ReadOptions options;
  private final MemoryBudget budget;
  private final Deque<Index> made = new ArrayDeque<>();
  private int depth;

  IndexReader(IndexInput input, ReadOptions options) {
    this.input = input;
    this.options = options;
    this.budget =
        new MemoryBudget(options.memoryLimit(), Runtime.getRuntime().maxMemory() / HEAP_SHARE);
  }

  /// The index that the file is.
  Index file() throws IOException {
    boolean done = false;
    try {
      checkKind();
      var index = index("the index");
      warnOfRest();
      done = true;
      return index;
    } finally {
      if (!done) {
        made.forEach(Index::close);
      }
    }
  }

  /// The index that comes next, fourcc and all.
  ///
  /// @param role what it is for, for messages
  /// @return an index that the caller owns in turn
  BaseIndex index(String role) throws IOException {
    return index(role, Codecs::of);
  }

  /// The index that comes next, where some types are read in another way than elsewhere.
  ///
  /// @param role what it is for, for messages
  /// @param codecs what reads a type
  /// @return an index that the caller owns in turn
  BaseIndex index(String role, Function<FourCc, Optional<IndexCodec>> codecs) throws IOException {
    long start = input.position();
    var code = input.fourCc("the type of " + role);
    if (++depth > options.maxNesting()) {
      throw input.wrong(
          start,
          "at most " + options.maxNesting() + " indexes inside each other",
          "one more; raise ReadOptions.maxNesting if the file is trusted");
    }
    var codec =
        codecs
            .apply(code)
            .orElseThrow(() -> input.wrong(start, Codecs.wanted(role), KnownTypes.describe(code)));
    var index = codec.read(code, this);
    depth--;
    return index;
  }

  /// Whether vectors may stay in the file. They are little-endian there.
  boolean mapsFloats() {
    return options.isMapped() && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }

  /// Whether the index that is being read is the file's own, and not a part of another.
  boolean isOutermost() {
    return depth == 1;
  }

  /// Notes an index that is to be closed if reading fails.
  <T extends Index> T own(T index) {
    made.push(index);
    return index;
  }

  IndexInput input() {
    return input;
  }

  ReadOptions options() {
    return options;
  }

  MemoryBudget budget() {
    return budget;
  }

  /// Says what a file is that is no index. A known type is an index, whatever else it looks like.
  private void checkKind() throws IOException {
    var head = input.head(FileKind.HEAD);
    if (KnownTypes.isKnown(head)) {
      return;
    }
    var kind = FileKind.describeNoIndex(head);
    if (kind.isPresent()) {
      throw input.wrong(0, "a Faiss index", kind.get());
    }
  }

  private void warnOfRest() {
    if (input.remaining() > 0) {
      warn(input.remaining() + " bytes after the end of the index are ignored, as Faiss does");
    }
  }

  /// Asks for the memory of a hash table of ids, and of its growth.
  ///
  /// @param entries how many
  void takeTable(long entries) throws FaissFormatException {
    if (entries > LARGEST_TABLE) {
      throw input.wrong(
          "at most " + LARGEST_TABLE + " ids in a hash table, or a type without one (IxMp)",
          Long.toString(entries));
    }
    budget.takeHeap(entries, ENTRY_BYTES, "ids in a hash table", input);
  }

  /// Tells what is odd about the file.
  void warn(String message) {
    options.listener().warning(input.file() + ": " + message);
  }
}
