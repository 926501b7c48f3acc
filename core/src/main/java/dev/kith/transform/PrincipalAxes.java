// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.Parallelism;
import dev.kith.vector.Vectors;

/// The directions in which vectors vary, the strongest first.
///
/// @param mean of the vectors, d floats
/// @param eigenvalues of their scatter matrix, the sum of (x - mean) (x - mean)^T, which is **not**
///   divided by the number of vectors; d floats, largest first, 0 for directions without an axis
/// @param axes orthonormal rows of d floats each, one to an eigenvalue; as many as there were
///   vectors where these were fewer than d
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record PrincipalAxes(float[] mean, float[] eigenvalues, Matrix axes) {

  /// Finds the axes.
  ///
  /// @param sample n x d, n at least 1
  /// @param parallelism the threads
  /// @return min(n, d) axes; in each the component of the largest magnitude is positive
  static PrincipalAxes of(Vectors sample, Parallelism parallelism) {
    float[] mean = Means.of(sample);
    return sample.size() < sample.dimension()
        ? ofFew(sample, mean, parallelism)
        : ofMany(sample, mean, parallelism);
  }

  /// From the scatter matrix, d x d.
  private static PrincipalAxes ofMany(Vectors sample, float[] mean, Parallelism parallelism) {
    int d = sample.dimension();
    var eigen = Decompositions.eigen(scatter(sample, mean, parallelism), d);
    return of(mean, eigen.values(), Matrix.of(d, d, eigen.vectors()));
  }

  /// From the Gram matrix of the n centred vectors X, n x n: where X X^T u = l u, there X^T u is an
  /// eigenvector of X^T X. The factor Q of these is these, at unit length, and holds other
  /// orthonormal directions where there is no variance left.
  private static PrincipalAxes ofFew(Vectors sample, float[] mean, Parallelism parallelism) {
    int n = (int) sample.size();
    int d = sample.dimension();
    float[] centred = new float[Checks.entries(n, d)];
    sample.copyRows(0, n, centred, 0);
    Means.subtract(mean, centred, n);
    var columns = new Matrix(n, d, centred).transposed();
    double[] gram = scatter(Vectors.of(columns.values(), n), new float[n], parallelism);
    var eigen = Decompositions.eigen(gram, n);
    double[] projected = Decompositions.timesTransposed(columns, eigen.vectors(), n);
    double[] q = Decompositions.orthonormalFactor(projected, d, n);
    return of(mean, eigen.values(), Matrix.of(d, n, q).transposed());
  }

  private static double[] scatter(Vectors vectors, float[] mean, Parallelism parallelism) {
    int d = vectors.dimension();
    var scatter = new CrossProduct(d, d, parallelism);
    float[] block = new float[CrossProduct.BLOCK * d];
    for (long from = 0; from < vectors.size(); from += CrossProduct.BLOCK) {
      int count = (int) Math.min(CrossProduct.BLOCK, vectors.size() - from);
      vectors.copyRows(from, count, block, 0);
      Means.subtract(mean, block, count);
      scatter.add(block, block, count);
    }
    return scatter.sums();
  }

  private static PrincipalAxes of(float[] mean, double[] values, Matrix axes) {
    float[] eigenvalues = new float[mean.length];
    for (int i = 0; i < values.length; i++) {
      // rounding can leave a variance of nothing a little below 0
      eigenvalues[i] = (float) Math.max(0, values[i]);
      fixSign(axes.values(), i * mean.length, mean.length);
    }
    return new PrincipalAxes(mean, eigenvalues, axes);
  }

  private static void fixSign(float[] rows, int from, int d) {
    float largest = 0;
    for (int i = from; i < from + d; i++) {
      if (Math.abs(rows[i]) > Math.abs(largest)) {
        largest = rows[i];
      }
    }
    for (int i = from; i < from + d && largest < 0; i++) {
      rows[i] = -rows[i];
    }
  }
}
