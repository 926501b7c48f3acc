// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.BuildOptions;
import dev.kith.vector.Vectors;

/// Divides every vector by its Euclidean length, so that inner products are cosines. A zero vector
/// stays zero. The length is lost: [#reverse] gives the normalised vector.
///
/// @param dimension components of a vector
public record Normalization(int dimension) implements VectorTransform {

  /// Checks the argument.
  public Normalization {
    Checks.dimension("dimension", dimension);
  }

  @Override
  public int inputDimension() {
    return dimension;
  }

  @Override
  public int outputDimension() {
    return dimension;
  }

  @Override
  public boolean isTrained() {
    return true;
  }

  @Override
  public void train(Vectors sample, BuildOptions options) {}

  @Override
  public Vectors apply(Vectors vectors) {
    Checks.input(this, vectors);
    Vectors normalised = Vectors.allocate(vectors.size(), dimension);
    float[] row = new float[dimension];
    for (long i = 0; i < vectors.size(); i++) {
      vectors.copyRow(i, row, 0);
      normalise(row);
      normalised.set(i, row);
    }
    return normalised;
  }

  @Override
  public Vectors reverse(Vectors vectors) {
    Checks.output(this, vectors);
    return vectors;
  }

  @Override
  public String name() {
    return "L2norm";
  }

  private static void normalise(float[] row) {
    double squares = 0;
    for (float x : row) {
      squares += (double) x * x;
    }
    if (squares > 0) {
      double scale = 1 / Math.sqrt(squares);
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (row[i] * scale);
      }
    }
  }
}
