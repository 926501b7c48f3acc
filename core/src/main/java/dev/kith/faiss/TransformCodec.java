// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.List;

/// One layout of a transform (specification of the file format, section 3.1). Codecs have no state.
interface TransformCodec {

  /// The types that this codec reads, the current one first.
  ///
  /// @return four letters each
  List<String> types();

  /// Reads what follows the fourcc.
  ///
  /// @param type one of [#types()]
  /// @param reader gives the numbers and memory
  /// @throws FaissFormatException if it cannot be a transform
  /// @throws IOException if the system cannot read the file
  VectorTransform read(FourCc type, IndexReader reader) throws IOException;

  /// Whether this codec writes a transform.
  boolean writes(VectorTransform transform);

  /// Writes a transform, fourcc and all, in the current layout.
  void write(VectorTransform transform, IndexOutput output) throws IOException;
}
