// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Pattern;

/// A number type of NumPy, as the `descr` of a `.npy` file names it.
///
/// @param kind `f` for floats, `i` for signed and `u` for unsigned integers
/// @param bytes 2, 4 or 8; for integers also 1
/// @param order of the bytes of a number; of no importance where there is only one
public record NpyType(char kind, int bytes, ByteOrder order) {

  /// The types that are read, in words for messages.
  static final String KNOWN = "floats (f2, f4, f8) or integers (i1 to i8, u1 to u8)";

  private static final Pattern NAME = Pattern.compile("([<>])(f[248]|[iu][1248])|[|]([iu]1)");

  /// Checks that there is such a type.
  ///
  /// @throws IllegalArgumentException if there is none
  public NpyType {
    var name = (bytes == 1 ? "|" : "<") + kind + bytes;
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(name + " is no type of these: " + KNOWN);
    }
  }

  /// Reads NumPy's name of a type.
  ///
  /// @param text such as `<f4`
  /// @return the type, or nothing if it is not one of floats and integers
  static Optional<NpyType> parse(String text) {
    if (!NAME.matcher(text).matches()) {
      return Optional.empty();
    }
    var order = text.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return Optional.of(new NpyType(text.charAt(1), text.charAt(2) - '0', order));
  }

  /// Whether the numbers are whole.
  ///
  /// @return false for floats
  public boolean isInteger() {
    return kind != 'f';
  }

  /// Whether some of the numbers are too large for a long.
  boolean isUnsignedLong() {
    return kind == 'u' && bytes == Long.BYTES;
  }

  /// Whether the numbers can be used as they lie in the file, without converting them.
  boolean isNativeFloat() {
    return kind == 'f' && bytes == Float.BYTES && order == ByteOrder.nativeOrder();
  }

  /// NumPy's name.
  @Override
  public String toString() {
    var mark = bytes == 1 ? "|" : order == ByteOrder.BIG_ENDIAN ? ">" : "<";
    return mark + kind + bytes;
  }
}
