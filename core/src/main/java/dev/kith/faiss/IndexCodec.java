// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import java.io.IOException;
import java.util.List;

/// One family of layouts. Codecs have no state.
interface IndexCodec {

  /// The types that this codec reads, current ones first.
  ///
  /// @return four letters each
  List<String> types();

  /// Reads what follows the fourcc.
  ///
  /// @param type one of [#types()]
  /// @param reader gives the numbers, nested indexes and memory
  /// @return the index, noted with [IndexReader#own]
  /// @throws FaissFormatException if it cannot be an index
  /// @throws IOException if the system cannot read the file
  BaseIndex read(FourCc type, IndexReader reader) throws IOException;

  /// Whether this codec writes an index.
  ///
  /// @param index any
  /// @return true if [#write] takes it
  boolean writes(BaseIndex index);

  /// Writes an index, fourcc and all, in the current layout.
  ///
  /// @param index one that this codec writes
  /// @param writer takes the numbers and nested indexes
  /// @throws IOException if the file cannot be written
  void write(BaseIndex index, IndexWriter writer) throws IOException;
}
