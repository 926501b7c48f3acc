// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The four letters that begin every part of a file (specification of the file format, section 1).
/// Case matters.
///
/// @param bits the letters as a little-endian number: the first is the low byte
record FourCc(int bits) {

  static FourCc of(String letters) {
    if (letters.length() != Integer.BYTES) {
      throw new IllegalArgumentException("\"" + letters + "\" has not four letters");
    }
    var bytes = letters.getBytes(StandardCharsets.ISO_8859_1);
    return new FourCc(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt());
  }

  /// The letters themselves, whatever they are.
  String letters() {
    return new String(bytes(), StandardCharsets.ISO_8859_1);
  }

  /// Whether all four are printable ASCII.
  boolean isPrintable() {
    return letters().chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private byte[] bytes() {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(bits).array();
  }

  /// The letters in quotes where they can be printed, and the bytes.
  @Override
  public String toString() {
    var hex = HexFormat.ofDelimiter(" ").formatHex(bytes());
    return isPrintable() ? "\"" + letters() + "\" (" + hex + ")" : "the bytes " + hex;
  }
}
