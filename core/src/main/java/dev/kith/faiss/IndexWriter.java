// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import java.io.IOException;

/// Writes one file: finds the codec of each nested index.
///
/// @param output where to
record IndexWriter(IndexOutput output) {

  /// Writes an index, fourcc and all.
  ///
  /// @throws IllegalArgumentException if no codec writes it
  void index(BaseIndex index) throws IOException {
    Codecs.of(index).write(index, this);
  }
}
