// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

/// Generations of RVC's models, which differ in the width of their features (specification of the
/// factory, section 5.1).
public enum RvcVersion {
  /// 256 components.
  V1("v1", 256),
  /// 768 components.
  V2("v2", 768);

  private final String text;
  private final int dimension;

  RvcVersion(String text, int dimension) {
    this.text = text;
    this.dimension = dimension;
  }

  /// The name in the names of index files.
  ///
  /// @return `v1` or `v2`
  public String text() {
    return text;
  }

  /// Components of a feature frame.
  ///
  /// @return 256 or 768
  public int dimension() {
    return dimension;
  }

  /// The folder of an experiment that holds the features.
  ///
  /// @return `3_feature256` or `3_feature768`
  public String featureFolder() {
    return "3_feature" + dimension;
  }
}
