// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.BuildOptions;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Subtracts the mean of the training vectors (specification of the factory, section 2.10). There
/// is no index string for it; files have it.
public final class Centering implements VectorTransform {

  private final int dimension;
  private float[] mean;

  /// An untrained transform.
  ///
  /// @param dimension components of a vector, at least 1
  public Centering(int dimension) {
    this.dimension = Checks.dimension("dimension", dimension);
    mean = new float[0];
  }

  /// A transform with its mean.
  ///
  /// @param mean as many floats as a vector has; handed over, not copied
  public Centering(float[] mean) {
    this(mean.length);
    this.mean = mean;
  }

  @Override
  public Centering untrained() {
    return new Centering(dimension);
  }

  @Override
  public void train(Vectors sample, BuildOptions options) {
    Checks.sample(this, sample);
    mean = Means.of(sample);
  }

  @Override
  public Vectors apply(Vectors vectors) {
    Checks.input(this, vectors);
    return shifted(vectors, -1);
  }

  @Override
  public Vectors reverse(Vectors vectors) {
    Checks.output(this, vectors);
    return shifted(vectors, 1);
  }

  private Vectors shifted(Vectors vectors, float sign) {
    if (!isTrained()) {
      throw Checks.untrained(this);
    }
    var shifted = Vectors.allocate(vectors.size(), dimension);
    float[] row = new float[dimension];
    for (long i = 0; i < vectors.size(); i++) {
      vectors.copyRow(i, row, 0);
      for (int j = 0; j < dimension; j++) {
        row[j] += sign * mean[j];
      }
      shifted.set(i, row);
    }
    return shifted;
  }

  /// The mean.
  ///
  /// @return as many floats as a vector has; empty if not trained; not a copy
  public float[] mean() {
    return mean;
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
    return mean.length > 0;
  }

  @Override
  public String name() {
    return "Centering";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Centering that
        && dimension == that.dimension
        && Arrays.equals(mean, that.mean);
  }

  /// Stays the same when the transform is trained.
  @Override
  public int hashCode() {
    return dimension;
  }

  @Override
  public String toString() {
    return name() + " of " + dimension + " dimensions";
  }

  @Override
  public long memoryBytes() {
    return (long) Float.BYTES * mean.length;
  }
}
