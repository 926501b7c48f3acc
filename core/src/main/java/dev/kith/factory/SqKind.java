// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.internal.quantize.ScalarType;
import java.util.Optional;

/// The scalar quantizers (specification of the factory, section 2.9).
public enum SqKind {
  /// One byte a component, between its minimum and maximum.
  SQ8("SQ8", 8),
  /// Half a byte a component.
  SQ4("SQ4", 4),
  /// Six bits a component.
  SQ6("SQ6", 6),
  /// IEEE half precision.
  FP16("SQfp16", 16),
  /// The upper half of a float.
  BF16("SQbf16", 16),
  /// Components that are the numbers 0 to 255.
  DIRECT("SQ8_direct", 8),
  /// Components that are the numbers -128 to 127.
  DIRECT_SIGNED("SQ8_direct_signed", 8),
  /// Nothing but the list that a vector is in.
  ZERO("SQ0", 0),
  /// Lloyd-Max codebook of the normal distribution, 1 bit a component.
  TQMSE1("SQtqmse1", 1),
  /// The same, 2 bits.
  TQMSE2("SQtqmse2", 2),
  /// The same, 3 bits.
  TQMSE3("SQtqmse3", 3),
  /// The same, 4 bits.
  TQMSE4("SQtqmse4", 4),
  /// The same, 8 bits.
  TQMSE8("SQtqmse8", 8),
  /// TurboQuant: 1 bit and a 1-bit sketch of what is left.
  TQ2("SQtq2", 2),
  /// The same, 2 bits and the sketch.
  TQ3("SQtq3", 3),
  /// The same, 3 bits and the sketch.
  TQ4("SQtq4", 4),
  /// The same, 4 bits and the sketch.
  TQ5("SQtq5", 5);

  /// TurboQuant keeps two floats beside each code.
  private static final int TURBO_FACTORS = 8;

  private final String text;
  private final int bits;

  SqKind(String text, int bits) {
    this.text = text;
    this.bits = bits;
  }

  /// How it is written.
  ///
  /// @return such as `SQ8`
  public String text() {
    return text;
  }

  /// Bits of a component.
  ///
  /// @return 0 to 16
  public int bits() {
    return bits;
  }

  /// What the quantizer makes of a component, where it can be built.
  Optional<ScalarType> type() {
    return switch (this) {
      case SQ8 -> Optional.of(ScalarType.BITS8);
      case SQ4 -> Optional.of(ScalarType.BITS4);
      case SQ6 -> Optional.of(ScalarType.BITS6);
      case FP16 -> Optional.of(ScalarType.FP16);
      case BF16 -> Optional.of(ScalarType.BF16);
      case DIRECT -> Optional.of(ScalarType.BITS8_DIRECT);
      case DIRECT_SIGNED -> Optional.of(ScalarType.BITS8_DIRECT_SIGNED);
      case ZERO -> Optional.of(ScalarType.BITS0);
      default -> Optional.empty();
    };
  }

  /// Bytes of a vector.
  ///
  /// @param d components of a vector
  /// @return bytes
  public long codeSize(int d) {
    return switch (this) {
      case TQ2, TQ3, TQ4, TQ5 -> bits * CodeSize.bytes(d) + TURBO_FACTORS;
      default -> CodeSize.bytes((long) bits * d);
    };
  }
}
