// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.VectorTransform;
import java.io.IOException;

/// One layout of a transform (specification of the file format, section 3.1). Codecs have no state.
interface TransformCodec {

  /// The type that this codec reads.
  ///
  /// @return four letters
  String type();

  /// Reads what follows the fourcc.
  ///
  /// @throws FaissFormatException if it cannot be a transform
  /// @throws IOException if the system cannot read the file
  VectorTransform read(IndexInput input) throws IOException;

  /// Whether this codec writes a transform.
  boolean writes(VectorTransform transform);

  /// Writes a transform, fourcc and all.
  void write(VectorTransform transform, IndexOutput output) throws IOException;
}
