// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import java.util.List;

/// Reads one transform (specification of the factory, section 1.1).
final class TransformParser {

  /// No index begins with one of these.
  private static final List<String> KEYWORDS =
      List.of("PCA", "L2norm", "L2Norm", "RR", "HR", "ITQ", "OPQ", "Pad");

  private final TextCursor cursor;

  TransformParser(TextCursor cursor) {
    this.cursor = cursor;
  }

  boolean seesTransform() {
    return KEYWORDS.stream().anyMatch(cursor::sees);
  }

  TransformSpec transform() {
    if (cursor.accept("PCA")) {
      return pca();
    }
    if (cursor.accept("L2norm") || cursor.accept("L2Norm")) {
      return new TransformSpec.L2Norm();
    }
    if (cursor.accept("RR")) {
      return new TransformSpec.RandomRotation(cursor.optionalNumber());
    }
    if (cursor.accept("HR")) {
      return new TransformSpec.Hadamard(
          cursor.optionalNumber().orElse(TransformSpec.Hadamard.DEFAULT_SEED));
    }
    if (cursor.accept("ITQ")) {
      return new TransformSpec.Itq(cursor.optionalNumber());
    }
    if (cursor.accept("OPQ")) {
      int m = cursor.number("the parts of the product quantizer that follows");
      return new TransformSpec.Opq(m, cursor.numberAfter("_", "the dimension after OPQ"));
    }
    cursor.require("Pad", "or another transform");
    return new TransformSpec.Pad(cursor.number("the dimension after padding"));
  }

  /// Whitening stands before rotation: `PCAWR`.
  private TransformSpec pca() {
    boolean whiten = cursor.accept("W");
    boolean rotate = cursor.accept("R");
    return new TransformSpec.Pca(cursor.number("the dimension after PCA"), whiten, rotate);
  }
}
