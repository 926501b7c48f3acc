// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.panel.CodeStore;
import java.io.IOException;

/// The codes of an index without lists: their bytes as one array (specification of the file format,
/// section 5.1).
final class StoredCodes {

  private StoredCodes() {}

  /// Reads the codes of all vectors.
  ///
  /// @param codes takes them; empty
  /// @param header says how many there are
  static void read(CodeStore codes, IndexHeader header, IndexReader reader) throws IOException {
    var input = reader.input();
    int codeSize = codes.codeSize();
    long bytes = input.count(Byte.BYTES, "bytes of codes");
    boolean fits =
        codeSize == 0 ? bytes == 0 : bytes % codeSize == 0 && bytes / codeSize == header.ntotal();
    if (!fits) {
      throw input.wrong(
          "ntotal * code_size (%d * %d) bytes of codes".formatted(header.ntotal(), codeSize),
          Long.toString(bytes));
    }
    // codes of no bits cost time, if not memory
    reader.budget().take(header.ntotal(), Math.max(1, codeSize), "codes", input);
    new RowReader(input).read(header.ntotal(), codes);
  }

  static void write(CodeStore codes, IndexOutput output) throws IOException {
    output.i64(codes.size() * codes.codeSize());
    output.codes(codes);
  }
}
