// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the header of version 1.0 as NumPy does: padded so that the numbers begin at a multiple
/// of 64 bytes.
final class NpyWriter {

  private static final int ALIGNMENT = 64;
  private static final int PREFIX = 10;

  private NpyWriter() {}

  /// @param type NumPy's name of a type, such as `<f4`
  static void header(OutputStream out, String type, long rows, long columns) throws IOException {
    var dictionary =
        "{'descr': '"
            + type
            + "', 'fortran_order': False, 'shape': ("
            + rows
            + ", "
            + columns
            + "), }";
    int unpadded = PREFIX + dictionary.length() + 1;
    int padding = Math.floorMod(-unpadded, ALIGNMENT);
    int length = unpadded + padding - PREFIX;
    out.write(0x93);
    out.write("NUMPY".getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {1, 0, (byte) length, (byte) (length >>> 8)});
    out.write((dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
