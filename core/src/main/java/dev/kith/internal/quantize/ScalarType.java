// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.internal.kernel.ComponentCode;

/// What a scalar quantizer makes of a component (specification of the file format, section 6.2).
public enum ScalarType {
  /// One byte between the bounds of the dimension.
  BITS8(0, "8bit", ComponentCode.BYTE, Bounds.OF_EACH_DIMENSION),
  /// Half a byte between the bounds of the dimension.
  BITS4(1, "4bit", ComponentCode.NIBBLE, Bounds.OF_EACH_DIMENSION),
  /// One byte between bounds that all dimensions share.
  BITS8_UNIFORM(2, "8bit_uniform", ComponentCode.BYTE, Bounds.SHARED),
  /// Half a byte between bounds that all dimensions share.
  BITS4_UNIFORM(3, "4bit_uniform", ComponentCode.NIBBLE, Bounds.SHARED),
  /// IEEE half precision.
  FP16(4, "fp16", ComponentCode.HALF, Bounds.NONE),
  /// The numbers 0 to 255 as they are.
  BITS8_DIRECT(5, "8bit_direct", ComponentCode.BYTE, Bounds.NONE),
  /// Six bits between the bounds of the dimension.
  BITS6(6, "6bit", ComponentCode.SIX_BITS, Bounds.OF_EACH_DIMENSION),
  /// The upper half of a float.
  BF16(7, "bf16", ComponentCode.BFLOAT16, Bounds.NONE),
  /// The numbers -128 to 127, stored with 128 added.
  BITS8_DIRECT_SIGNED(8, "8bit_direct_signed", ComponentCode.BYTE, Bounds.NONE),
  /// Nothing: every vector is the origin, or the centroid of its list.
  BITS0(9, "0bit", ComponentCode.NOTHING, Bounds.NONE);

  private final int fileCode;
  private final String text;
  private final ComponentCode code;
  private final Bounds bounds;

  /// Whose bounds are learnt.
  enum Bounds {
    NONE,
    SHARED,
    OF_EACH_DIMENSION
  }

  ScalarType(int fileCode, String text, ComponentCode code, Bounds bounds) {
    this.fileCode = fileCode;
    this.text = text;
    this.code = code;
    this.bounds = bounds;
  }

  /// The `qtype` of index files.
  ///
  /// @return a number that never changes
  public int fileCode() {
    return fileCode;
  }

  /// Its name in Faiss.
  ///
  /// @return such as `8bit_uniform`
  public String text() {
    return text;
  }

  /// Its name in index strings, as far as they have one for it.
  ///
  /// @return such as `SQ8`
  public String label() {
    return "SQ" + text.replace("bit", "");
  }

  /// How a component is stored.
  ///
  /// @return the kind of code
  public ComponentCode code() {
    return code;
  }

  /// Whether there is something to learn.
  ///
  /// @return false for types that store numbers as they are
  public boolean isTrainable() {
    return bounds != Bounds.NONE;
  }

  /// Whether it can encode before training. The type without bits waits for it, as in Faiss,
  /// although there is nothing to learn.
  boolean isReady() {
    return !isTrainable() && this != BITS0;
  }

  /// Numbers that training leaves behind: lower bounds, then the distances to the upper ones.
  ///
  /// @param d dimensions
  /// @return how many
  public int trainedCount(int d) {
    return 2 * boundsCount(d);
  }

  /// Dimensions that have bounds of their own.
  int boundsCount(int d) {
    return switch (bounds) {
      case NONE -> 0;
      case SHARED -> 1;
      case OF_EACH_DIMENSION -> d;
    };
  }

  /// The largest number that a code between bounds can hold.
  int largest() {
    return (1 << code.bits()) - 1;
  }
}
