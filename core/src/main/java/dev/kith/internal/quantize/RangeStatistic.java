// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

/// How the bounds of a scalar quantizer are chosen (specification of the factory, section 2.9), and
/// what its argument `r` means.
public enum RangeStatistic {
  /// Smallest and largest value, each moved outwards by r times their difference.
  MINMAX("minmax"),
  /// Mean and r standard deviations to each side.
  MEANSTD("meanstd"),
  /// The values below and above which lies a share r of all.
  QUANTILES("quantiles"),
  /// The bounds of the smallest squared error; r is not used.
  OPTIM("optim");

  private final String text;

  RangeStatistic(String text) {
    this.text = text;
  }

  /// Its name in Faiss.
  ///
  /// @return such as `minmax`
  public String text() {
    return text;
  }
}
