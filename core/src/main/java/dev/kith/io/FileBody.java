// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.io.IOException;
import java.io.OutputStream;

/// What goes into a file that [AtomicFile] writes.
@FunctionalInterface
public interface FileBody {

  /// Writes the whole content.
  ///
  /// @param out buffered; it need not be flushed or closed, and is of no use after the call
  /// @throws IOException to give up: the file is then left as it was
  void writeTo(OutputStream out) throws IOException;
}
