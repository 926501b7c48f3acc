// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import java.io.IOException;

/// Reads inverted lists of any layout (specification of the file format, section 4).
final class StoredLists {

  private static final FourCc ARRAY = FourCc.of("ilar");
  private static final FourCc ON_DISK = FourCc.of("ilod");
  private static final FourCc NONE = FourCc.of("il00");

  private StoredLists() {}

  static void read(ListContent content, IndexReader reader) throws IOException {
    var input = reader.input();
    var type = input.fourCc("the type of the inverted lists");
    if (type.equals(ARRAY)) {
      ArrayLists.read(content, input);
    } else if (type.equals(ON_DISK)) {
      OnDiskLists.read(content, reader);
    } else if (type.equals(NONE)) {
      throw input.wrong(
          "inverted lists",
          "\"il00\": the file was written without them, as Faiss does on request; write it with its"
              + " lists, or read the one that has them");
    } else {
      throw input.wrong("inverted lists of plain codes (ilar, ilod)", KnownTypes.describe(type));
    }
  }

  /// Reads what `ilar` and `ilod` begin with: u64 nlist, u64 code_size, both known already.
  static void readHeader(ListContent content, IndexInput input) throws IOException {
    long lists = input.u64("the number of lists");
    if (lists != content.count()) {
      throw input.wrong(content.count() + " lists, as before (nlist)", Long.toString(lists));
    }
    long codeSize = input.u64("the size of a code (code_size)");
    if (codeSize != content.codeSize()) {
      throw input.wrong(
          "a code_size of " + content.codeSize() + ", as its codec has", Long.toString(codeSize));
    }
  }
}
