// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

/// How the codebooks of an additive quantizer are learned and chosen from (specification of the
/// factory, section 2.11).
public enum AdditiveMethod {
  /// Codebook by codebook, each for what those before it leave.
  RQ("residual quantizer", false),
  /// All codebooks together, by local search.
  LSQ("local search quantizer", false),
  /// Residual quantizers for the parts of a vector.
  PRQ("product residual quantizer", true),
  /// Local search quantizers for the parts of a vector.
  PLSQ("product local search quantizer", true);

  private final String description;
  private final boolean product;

  AdditiveMethod(String description, boolean product) {
    this.description = description;
    this.product = product;
  }

  /// Whether a vector is split into parts first.
  ///
  /// @return true for PRQ and PLSQ
  public boolean isProduct() {
    return product;
  }

  String describe() {
    return description;
  }

  /// A constructor's check that only products have more than one part.
  void requireSplits(int splits) {
    if (!product && splits != 1) {
      throw new IllegalArgumentException(
          "a " + description + " has 1 part, found " + splits + "; PRQ and PLSQ have several");
    }
  }

  /// The keyword, and the number of parts where there is one.
  String prefix(int splits) {
    return name() + (product ? splits + "x" : "");
  }
}
