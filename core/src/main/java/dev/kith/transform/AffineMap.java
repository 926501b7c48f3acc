// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.vector.Vectors;
import org.jspecify.annotations.Nullable;

/// y = A x + b, with A of d_out x d_in. Immutable, and safe for any number of threads.
final class AffineMap {

  /// How far A A^T may be from the identity, in any entry, for A^T to undo A: what Faiss allows.
  private static final double TOLERANCE = 4e-5;

  private final Matrix matrix;
  private final float[] bias;
  private final PackedMatrix forward;
  private volatile @Nullable Backward backward;

  /// A map.
  ///
  /// @param matrix A
  /// @param bias b; empty for none
  AffineMap(Matrix matrix, float[] bias) {
    this.matrix = matrix;
    this.bias = bias;
    forward = new PackedMatrix(matrix, bias);
  }

  Matrix matrix() {
    return matrix;
  }

  float[] bias() {
    return bias;
  }

  Vectors apply(Vectors vectors) {
    return forward.times(vectors);
  }

  boolean isOrthonormal() {
    return backward().packed != null;
  }

  /// x = A^T (y - b).
  ///
  /// @return null if A is not orthonormal
  @Nullable Vectors reverse(Vectors vectors) {
    var packed = backward().packed;
    return packed == null ? null : packed.times(vectors);
  }

  /// The way back, or the knowledge that there is none; found when first asked for, and the same
  /// whoever finds it.
  private record Backward(@Nullable PackedMatrix packed) {}

  private Backward backward() {
    var known = backward;
    if (known == null) {
      known = new Backward(hasOrthonormalRowsOrColumns() ? packBackward() : null);
      backward = known;
    }
    return known;
  }

  private PackedMatrix packBackward() {
    var transposed = matrix.transposed();
    if (bias.length == 0) {
      return new PackedMatrix(transposed);
    }
    float[] shift = transposed.times(new Matrix(bias.length, 1, bias)).values();
    for (int i = 0; i < shift.length; i++) {
      shift[i] = -shift[i];
    }
    return new PackedMatrix(transposed, shift);
  }

  private boolean hasOrthonormalRowsOrColumns() {
    var transposed = matrix.transposed();
    return isIdentity(
        matrix.rows() <= matrix.columns() ? matrix.times(transposed) : transposed.times(matrix));
  }

  private static boolean isIdentity(Matrix square) {
    for (int row = 0; row < square.rows(); row++) {
      for (int column = 0; column < square.columns(); column++) {
        double expected = row == column ? 1 : 0;
        double found = square.values()[row * square.columns() + column];
        // so written that NaN is none
        if (!(Math.abs(found - expected) <= TOLERANCE)) {
          return false;
        }
      }
    }
    return true;
  }
}
