// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

/// What makes one PCA differ from another, as files hold it (specification of the file format,
/// section 3.1).
///
/// @param eigenPower each component is multiplied with the eigenvalue to this power: 0 leaves it as
///   it is, -0.5 whitens
/// @param epsilon added to every eigenvalue before
/// @param randomRotation whether a random rotation follows
/// @param balancedBins an old way to spread the variance over parts of a vector; only files have
///   it, and 0 means none
public record PcaSettings(
    float eigenPower, float epsilon, boolean randomRotation, int balancedBins) {

  private static final float WHITEN = -0.5f;

  /// The settings of `PCA`, `PCAW`, `PCAR` and `PCAWR`.
  ///
  /// @param whiten whether components are scaled to equal variance
  /// @param rotate whether a random rotation follows
  /// @return settings
  public static PcaSettings of(boolean whiten, boolean rotate) {
    return new PcaSettings(whiten ? WHITEN : 0, 0, rotate, 0);
  }

  boolean keepsScale() {
    return eigenPower == 0;
  }

  /// The beginning of the name in an index string.
  String prefix() {
    return "PCA" + (keepsScale() ? "" : "W") + (randomRotation ? "R" : "");
  }
}
