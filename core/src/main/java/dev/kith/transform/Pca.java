// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.BuildOptions;
import dev.kith.internal.random.Samples;
import dev.kith.vector.Vectors;

/// Principal component analysis: keeps the directions in which the training vectors vary most
/// (specification of the factory, section 2.10).
///
/// The scatter matrix S = sum (x - mean) (x - mean)^T is not divided by the number of vectors. With
/// its eigenvectors as rows of V and its eigenvalues l, A = R diag((l + epsilon)^power) V and b =
/// -A mean, where R is the random rotation of the seed 5 or nothing. So whitened training vectors
/// have the sum of squares 1 in each component, and not the variance 1.
public final class Pca extends LinearTransform {

  private static final long ROTATION_SEED = 5;
  private static final long VECTORS_PER_DIMENSION = 1000;

  /// Below this part of the largest eigenvalue there is nothing but rounding, in float.
  private static final double NOTHING = 1e-10;

  private final PcaSettings settings;
  private float[] mean;
  private float[] eigenvalues;
  private float[] axes;

  /// An untrained PCA.
  ///
  /// @param inputDimension d_in, at least 1
  /// @param outputDimension components that are kept, at least 1; training fails above d_in
  /// @param settings see there
  public Pca(int inputDimension, int outputDimension, PcaSettings settings) {
    super(inputDimension, outputDimension);
    this.settings = settings;
    mean = new float[0];
    eigenvalues = new float[0];
    axes = new float[0];
  }

  /// A PCA as a file holds it. Vectors are transformed by the matrix and the bias alone; mean,
  /// eigenvalues and axes say where these came from, and are taken in any length. All arrays are
  /// handed over, not copied.
  ///
  /// @param inputDimension d_in
  /// @param outputDimension d_out
  /// @param settings see there
  /// @param mean of the training vectors
  /// @param eigenvalues largest first
  /// @param axes eigenvectors, rows of d_in floats
  /// @param matrix A, d_out x d_in floats, row-major; empty for a PCA that is not trained
  /// @param bias b, d_out floats; empty for none
  public Pca(
      int inputDimension,
      int outputDimension,
      PcaSettings settings,
      float[] mean,
      float[] eigenvalues,
      float[] axes,
      float[] matrix,
      float[] bias) {
    super(inputDimension, outputDimension, matrix, bias);
    this.settings = settings;
    this.mean = mean;
    this.eigenvalues = eigenvalues;
    this.axes = axes;
  }

  @Override
  public Pca untrained() {
    return new Pca(inputDimension(), outputDimension(), settings);
  }

  @Override
  public long trainingVectors() {
    return VECTORS_PER_DIMENSION * inputDimension();
  }

  /// Finds the components.
  ///
  /// @param sample n x d_in, n at least d_out; of more than 1000 d_in vectors so many are looked at
  /// @param options the seed of sample and rotation, and the threads
  /// @throws IllegalArgumentException if there are fewer dimensions or vectors than components, or
  ///   if whitening meets a component without variance
  @Override
  public void train(Vectors sample, BuildOptions options) {
    Checks.sample(this, sample);
    requireTrainable(sample);
    var used = Samples.of(sample, trainingVectors(), options);
    var found = PrincipalAxes.of(used, options.parallelism());
    var matrix = rotate(scale(found), options);
    float[] bias = matrix.times(new Matrix(inputDimension(), 1, found.mean())).values();
    for (int i = 0; i < bias.length; i++) {
      bias[i] = -bias[i];
    }
    mean = found.mean();
    eigenvalues = found.eigenvalues();
    axes = found.axes().values();
    define(matrix, bias);
  }

  private void requireTrainable(Vectors sample) {
    if (outputDimension() > inputDimension()) {
      throw new IllegalArgumentException(
          "%s cannot keep %d components of vectors of dimension %d; keep at most %3$d"
              .formatted(name(), outputDimension(), inputDimension()));
    }
    if (sample.size() < outputDimension()) {
      throw new IllegalArgumentException(
          "%s needs at least %d training vectors to find as many components, and gets %d"
              .formatted(name(), outputDimension(), sample.size()));
    }
    if (settings.balancedBins() != 0) {
      throw new UnsupportedOperationException(
          "a PCA with balanced bins can be read and applied, but not trained; use PCAR instead");
    }
  }

  private Matrix scale(PrincipalAxes found) {
    var kept = found.axes().head(outputDimension());
    if (settings.keepsScale()) {
      return kept;
    }
    double largest = found.eigenvalues()[0] + settings.epsilon();
    for (int row = 0; row < kept.rows(); row++) {
      double eigenvalue = found.eigenvalues()[row] + settings.epsilon();
      if (!(eigenvalue > largest * NOTHING)) {
        throw new IllegalArgumentException(
            "%s cannot whiten: the training vectors vary in %d directions only; keep no more, or use PCA"
                .formatted(name(), row));
      }
      float factor = (float) Math.pow(eigenvalue, settings.eigenPower());
      for (int i = 0; i < kept.columns(); i++) {
        kept.values()[row * kept.columns() + i] *= factor;
      }
    }
    return kept;
  }

  private Matrix rotate(Matrix scaled, BuildOptions options) {
    if (!settings.randomRotation()) {
      return scaled;
    }
    long seed = options.seed().orElse(ROTATION_SEED);
    var rotation = RandomRotation.seeded(outputDimension(), outputDimension(), seed);
    return rotation.trainedMatrix().times(scaled);
  }

  /// What makes this PCA differ from another.
  ///
  /// @return the settings
  @Override
  public PcaSettings settings() {
    return settings;
  }

  /// The mean of the training vectors.
  ///
  /// @return d_in floats; empty if not trained; not a copy
  public float[] mean() {
    return mean;
  }

  /// The eigenvalues of the scatter matrix, that of components which are not kept among them.
  ///
  /// @return d_in floats, largest first; empty if not trained; not a copy
  public float[] eigenvalues() {
    return eigenvalues;
  }

  /// The eigenvectors of the scatter matrix. Where a sign is free, the entry of the largest
  /// magnitude is positive.
  ///
  /// @return rows of d_in floats; as many as there were training vectors where these were fewer
  ///   than d_in; empty if not trained; not a copy
  public float[] axes() {
    return axes;
  }

  @Override
  public String name() {
    return settings.prefix() + outputDimension();
  }

  @Override
  public long memoryBytes() {
    return super.memoryBytes()
        + (long) Float.BYTES * (mean.length + eigenvalues.length + axes.length);
  }
}
