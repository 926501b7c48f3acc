// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.eig.SymmetricQRAlgorithmDecomposition_DDRM;
import org.ejml.dense.row.decomposition.qr.QRDecompositionHouseholderColumn_DDRM;
import org.ejml.dense.row.decomposition.svd.SvdImplicitQrDecompose_DDRM;
import org.ejml.dense.row.mult.MatrixMatrixMult_DDRM;

/// The matrix decompositions of the transforms, in double: every line that names EJML. Its
/// algorithms are named one by one, because its factories may choose others that start threads of
/// their own.
final class Decompositions {

  private Decompositions() {}

  /// Eigenvalues, largest first, and the eigenvectors to them as rows of unit length, row-major.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Eigen(double[] values, double[] vectors) {}

  /// Decomposes a symmetric matrix.
  ///
  /// @param symmetric n x n; overwritten
  /// @param n rows and columns
  /// @return n eigenvalues and eigenvectors; the signs of the vectors are any
  static Eigen eigen(double[] symmetric, int n) {
    var eigen = new SymmetricQRAlgorithmDecomposition_DDRM(true);
    requireConverged(eigen.decompose(DMatrixRMaj.wrap(n, n, symmetric)), "eigenvalues", n, n);
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = new double[n];
    double[] vectors = new double[n * n];
    for (int row = 0; row < n; row++) {
      values[row] = eigen.getEigenvalue(order[row]).getReal();
      System.arraycopy(eigen.getEigenVector(order[row]).getData(), 0, vectors, row * n, n);
    }
    return new Eigen(values, vectors);
  }

  /// The product of a matrix with the transpose of another, in double.
  ///
  /// @param left rows x n
  /// @param right n x n, row-major
  /// @param n columns of both
  /// @return rows x n, row-major
  static double[] timesTransposed(Matrix left, double[] right, int n) {
    double[] wide = new double[left.values().length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = left.values()[i];
    }
    var product = new DMatrixRMaj(left.rows(), n);
    MatrixMatrixMult_DDRM.multTransB(
        DMatrixRMaj.wrap(left.rows(), n, wide), DMatrixRMaj.wrap(n, n, right), product);
    return product.getData();
  }

  /// The orthonormal factor of the QR decomposition, with the signs that the Householder
  /// reflections of LAPACK give it.
  ///
  /// @param tall rows x columns, rows at least columns; overwritten
  /// @param rows of the matrix
  /// @param columns of the matrix
  /// @return rows x columns, row-major; the columns are orthonormal
  static double[] orthonormalFactor(double[] tall, int rows, int columns) {
    var qr = new QRDecompositionHouseholderColumn_DDRM();
    // the result tells only whether the rank is full; Q is orthonormal either way
    qr.decompose(DMatrixRMaj.wrap(rows, columns, tall));
    double[] q = qr.getQ(null, true).getData();
    if (rows == columns) {
      // the last column has one entry left, which LAPACK takes as it is and EJML reflects
      for (int i = columns - 1; i < q.length; i += columns) {
        q[i] = -q[i];
      }
    }
    return q;
  }

  /// The matrix with orthonormal rows (columns, where there are more rows) that is nearest to
  /// another: U V^T of the singular value decomposition U S V^T (P. Schönemann, "A generalized
  /// solution of the orthogonal Procrustes problem", Psychometrika 31(1), 1966).
  ///
  /// @param matrix rows x columns; overwritten
  /// @param rows of the matrix
  /// @param columns of the matrix
  /// @return rows x columns, row-major
  static double[] nearestOrthogonal(double[] matrix, int rows, int columns) {
    var svd = new SvdImplicitQrDecompose_DDRM(true, true, true, false);
    requireConverged(
        svd.decompose(DMatrixRMaj.wrap(rows, columns, matrix)), "singular values", rows, columns);
    var product = new DMatrixRMaj(rows, columns);
    MatrixMatrixMult_DDRM.mult_reorder(svd.getU(null, false), svd.getV(null, true), product);
    return product.getData();
  }

  private static void requireConverged(boolean converged, String what, int rows, int columns) {
    if (!converged) {
      throw new IllegalStateException(
          "the %s of a matrix of %d x %d were not found; look for extreme values in the data"
              .formatted(what, rows, columns));
    }
  }
}
