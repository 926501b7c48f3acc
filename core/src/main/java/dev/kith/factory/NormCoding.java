// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

/// How an additive quantizer keeps the norm of the decoded vector, and with it how distances are
/// computed (specification of the factory, section 2.11).
public enum NormCoding {
  /// No norm. Vectors are decoded for L2; for other metrics as [#NONE].
  DEFAULT("", 0),
  /// No norm, look-up tables of products only.
  NONE("_Nnone", 0),
  /// A float.
  FLOAT("_Nfloat", 32),
  /// 8 bits, uniform between the extremes.
  QINT8("_Nqint8", 8),
  /// 4 bits, uniform between the extremes.
  QINT4("_Nqint4", 4),
  /// 8 bits, one-dimensional k-means.
  CQINT8("_Ncqint8", 8),
  /// 4 bits, one-dimensional k-means.
  CQINT4("_Ncqint4", 4),
  /// Two 4-bit codes of a local search quantizer.
  LSQ2X4("_Nlsq2x4", 8),
  /// Two 4-bit codes of a residual quantizer.
  RQ2X4("_Nrq2x4", 8);

  private final String suffix;
  private final int bits;

  NormCoding(String suffix, int bits) {
    this.suffix = suffix;
    this.bits = bits;
  }

  /// How it is written behind the quantizer.
  ///
  /// @return such as `_Nqint8`; empty for the default
  public String suffix() {
    return suffix;
  }

  /// Bits of the norm in a code.
  ///
  /// @return 0 to 32
  public int bits() {
    return bits;
  }
}
