// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

/// How the bounds of a scalar quantizer are chosen (specification of the factory, section 2.9), and
/// what its argument `r` means.
public enum RangeStatistic {
  /// Smallest and largest value, each moved outwards by r times their difference.
  MINMAX(0, "minmax"),
  /// Mean and r standard deviations to each side.
  MEANSTD(1, "meanstd"),
  /// The values below and above which lies a share r of all.
  QUANTILES(2, "quantiles"),
  /// The bounds of the smallest squared error; r is not used.
  OPTIM(3, "optim");

  private final int fileCode;
  private final String text;

  RangeStatistic(int fileCode, String text) {
    this.fileCode = fileCode;
    this.text = text;
  }

  /// The `rangestat` of index files.
  ///
  /// @return a number that never changes
  public int fileCode() {
    return fileCode;
  }

  /// Its name in Faiss.
  ///
  /// @return such as `minmax`
  public String text() {
    return text;
  }
}
