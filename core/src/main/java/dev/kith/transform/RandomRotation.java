// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.BuildOptions;
import dev.kith.internal.random.RandomArrays;
import dev.kith.vector.Vectors;

/// A random rotation, the very one that Faiss draws from the same seed: the orthonormal factor of a
/// Gaussian matrix (specification of the factory, section 2.10).
///
/// Onto fewer dimensions it is a rotation and a projection, and the rows of A are orthonormal. Onto
/// more it keeps all lengths, and the columns of A are orthonormal.
public final class RandomRotation extends LinearTransform {

  private static final long SEED = 12345;

  /// A rotation that is drawn when it is trained.
  ///
  /// @param inputDimension d_in, at least 1
  /// @param outputDimension d_out, at least 1, below or above d_in
  public RandomRotation(int inputDimension, int outputDimension) {
    super(inputDimension, outputDimension);
  }

  /// A rotation with its matrix, as a file holds it.
  ///
  /// @param inputDimension d_in
  /// @param outputDimension d_out
  /// @param matrix A, d_out x d_in floats, row-major; empty for a rotation that is not drawn yet
  /// @param bias b, d_out floats; empty for none, which is usual
  public RandomRotation(int inputDimension, int outputDimension, float[] matrix, float[] bias) {
    super(inputDimension, outputDimension, matrix, bias);
  }

  /// A rotation of a seed.
  ///
  /// @param inputDimension d_in, at least 1
  /// @param outputDimension d_out, at least 1
  /// @param seed only its low 32 bits count
  /// @return a rotation that can be applied
  public static RandomRotation seeded(int inputDimension, int outputDimension, long seed) {
    var rotation = new RandomRotation(inputDimension, outputDimension);
    rotation.draw(seed);
    return rotation;
  }

  @Override
  public RandomRotation untrained() {
    return new RandomRotation(inputDimension(), outputDimension());
  }

  /// Draws the rotation; the data play no part.
  ///
  /// @param sample n x d_in, not looked at
  /// @param options the seed; without one it is 12345, as in Faiss
  @Override
  public void train(Vectors sample, BuildOptions options) {
    draw(options.seed().orElse(SEED));
  }

  /// The Gaussian numbers fill a matrix column by column; the columns of its Q are the rows of A.
  private void draw(long seed) {
    int rows = Math.max(inputDimension(), outputDimension());
    int columns = outputDimension();
    float[] gaussian = RandomArrays.gaussian(Checks.entries(rows, columns), seed);
    double[] tall = new double[gaussian.length];
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        tall[row * columns + column] = gaussian[column * rows + row];
      }
    }
    double[] q = Decompositions.orthonormalFactor(tall, rows, columns);
    // where there are more dimensions after than before, only its first columns are kept
    define(Matrix.of(rows, columns, q).head(inputDimension()).transposed());
  }

  @Override
  public String name() {
    return "RR" + outputDimension();
  }
}
