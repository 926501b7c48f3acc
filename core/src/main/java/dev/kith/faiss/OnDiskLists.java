// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.io.FilePaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Inverted lists in a second file, `ilod` (specification of the file format, section 4.4): u64
/// nlist, u64 code_size; for each list its size, capacity (both in vectors) and offset in the
/// second file; free ranges as pairs of u64, of no use to a reader; the name of the second file;
/// its length. At its offset a list has room for `capacity` vectors, then for as many ids.
///
/// The lists are read into memory, and are written as [ArrayLists].
final class OnDiskLists {

  private static final long LIST_BYTES = 3 * Long.BYTES;
  private static final long SLOT_BYTES = 2 * Long.BYTES;
  private static final int LONGEST_NAME = 4096;

  private final long[] sizes;
  private final long[] capacities;
  private final long[] offsets;
  private final ListContent content;

  private OnDiskLists(ListContent content) {
    this.content = content;
    this.sizes = new long[content.count()];
    this.capacities = new long[content.count()];
    this.offsets = new long[content.count()];
  }

  static void read(ListContent content, IndexReader reader) throws IOException {
    var input = reader.input();
    long start = input.position();
    StoredLists.readHeader(content, input);
    input.count(content.count(), LIST_BYTES, "lists");
    reader.budget().takeHeap(content.count(), LIST_BYTES, "places of lists", input);
    var lists = new OnDiskLists(content);
    lists.readPlaces(input);
    var name = readName(input);
    long length = input.u64("the length of the file of the lists (totsize)");
    var folder =
        reader
            .options()
            .listFiles()
            .orElseThrow(() ->
                input.wrong(
                    start,
                    "inverted lists in this file",
                    "lists in a second file, \""
                        + name
                        + "\"; allow it to be read, with ReadOptions.allowListFiles (on the command line --list-files) and the"
                        + " folder where it is"));
    lists.checkPlaces(length, start, input);
    lists.readContent(folder.resolve(fileName(name, input)), length);
  }

  private void readPlaces(IndexInput input) throws IOException {
    for (int list = 0; list < sizes.length; list++) {
      sizes[list] = input.u64("the size of a list");
      capacities[list] = input.u64("the capacity of a list");
      offsets[list] = input.i64("the offset of a list");
      if (sizes[list] > capacities[list]) {
        throw input.wrong(
            "a capacity of list " + list + " of at least its size, " + sizes[list],
            Long.toString(capacities[list]));
      }
    }
    content.check(sizes, input);
    long slots = input.count(SLOT_BYTES, "free ranges");
    input.moveTo(input.position() + slots * SLOT_BYTES);
  }

  private static String readName(IndexInput input) throws IOException {
    long start = input.position();
    long length = input.count(1, "bytes of the name of the file of the lists");
    if (length < 1 || length > LONGEST_NAME) {
      throw input.wrong(
          "a name of 1 to " + LONGEST_NAME + " bytes for the file of the lists", "" + length);
    }
    var bytes = input.bytes((int) length, "the name of the file of the lists");
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      var wrong = input.wrong(start, "a name in UTF-8 for the file of the lists", "other bytes");
      wrong.initCause(e);
      throw wrong;
    }
  }

  /// The last component of a name, which stays inside any folder.
  private static Path fileName(String name, IndexInput input) throws FaissFormatException {
    var last = name.substring(1 + Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')));
    try {
      var path = FilePaths.of(last).getFileName();
      if (path != null && !last.isEmpty() && !last.equals(".") && !last.equals("..")) {
        return path;
      }
    } catch (InvalidPathException e) {
      var wrong = input.wrong("a name for the file of the lists", "\"" + name + "\"");
      wrong.initCause(e);
      throw wrong;
    }
    throw input.wrong("a name for the file of the lists", "\"" + name + "\"");
  }

  /// Checks that every list lies inside the second file. The lists together are no longer than it:
  /// otherwise some would overlap, and a small file could make a large index.
  private void checkPlaces(long length, long start, IndexInput input) throws FaissFormatException {
    long most = length / content.entrySize();
    for (int list = 0; list < sizes.length; list++) {
      if (capacities[list] > most) {
        throw input.wrong(
            start,
            "room for the lists in a file of " + length + " bytes (totsize)",
            "a capacity of " + capacities[list] + " vectors in list " + list + " and those before");
      }
      most -= capacities[list];
      long end = length - capacities[list] * content.entrySize();
      if (capacities[list] > 0 && (offsets[list] < 0 || offsets[list] > end)) {
        throw input.wrong(
            start,
            "an offset of list " + list + " of 0 to " + end,
            Long.toUnsignedString(offsets[list]));
      }
    }
  }

  private void readContent(Path file, long length) throws IOException {
    try (var data = IndexInput.open(file)) {
      if (data.length() < length) {
        throw data.wrong(
            data.length(),
            "a file of lists of " + length + " bytes (totsize), as the index says",
            data.length() + "; it is another file, or was cut short");
      }
      var rows = new RowReader(data);
      for (int list = 0; list < sizes.length; list++) {
        if (sizes[list] > 0) {
          data.moveTo(offsets[list]);
          content.readCodes(list, sizes[list], rows);
          data.moveTo(offsets[list] + capacities[list] * content.codeSize());
          content.readIds(list, sizes[list], data);
        }
      }
    }
  }
}
