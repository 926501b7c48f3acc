// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.BuildOptions;
import dev.kith.internal.random.Samples;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Iterative quantization: vectors are centred and normalised, projected by a PCA where one is
/// asked for, and turned so that their signs say most about them (specification of the factory,
/// section 2.10). See [ItqRotation] for the paper.
public final class Itq implements VectorTransform {

  private static final long VECTORS_PER_DIMENSION = 10;
  private static final long LARGEST_SMALL_SAMPLE = 32768;

  private final boolean pca;
  private float[] mean;
  private ItqRotation rotation;
  private LinearTransform pcaThenRotation;

  private Itq(int inputDimension, int outputDimension, boolean pca) {
    this.pca = pca;
    mean = new float[0];
    rotation = new ItqRotation(outputDimension);
    pcaThenRotation = new LinearTransform(inputDimension, outputDimension);
  }

  /// An untrained transform without PCA.
  ///
  /// @param dimension d_in and d_out, at least 1
  public Itq(int dimension) {
    this(dimension, dimension, false);
  }

  /// An untrained transform with a PCA, even if that keeps all dimensions.
  ///
  /// @param inputDimension d_in, at least 1
  /// @param outputDimension d_out, at least 1; training fails above d_in
  /// @return a transform
  public static Itq withPca(int inputDimension, int outputDimension) {
    return new Itq(inputDimension, outputDimension, true);
  }

  /// A transform as a file holds it.
  ///
  /// @param mean of the training vectors, d_in floats; empty if not trained; handed over, not
  ///   copied
  /// @param pca whether a PCA comes before the rotation
  /// @param rotation of dimension d_out; only kept, as `pcaThenRotation` contains it
  /// @param pcaThenRotation what centred and normalised vectors are multiplied with; trained if
  ///   there is a mean
  /// @throws IllegalArgumentException if the dimensions do not fit together
  public Itq(float[] mean, boolean pca, ItqRotation rotation, LinearTransform pcaThenRotation) {
    Checks.length(
        "output of the ITQ rotation",
        rotation.outputDimension(),
        pcaThenRotation.outputDimension());
    Checks.length(
        "mean of ITQ",
        mean.length,
        pcaThenRotation.isTrained() ? pcaThenRotation.inputDimension() : 0);
    this.mean = mean;
    this.pca = pca;
    this.rotation = rotation;
    this.pcaThenRotation = pcaThenRotation;
  }

  @Override
  public Itq untrained() {
    Itq fresh = new Itq(inputDimension(), outputDimension(), pca);
    fresh.rotation = rotation.untrained();
    return fresh;
  }

  @Override
  public long trainingVectors() {
    return Math.max(VECTORS_PER_DIMENSION * inputDimension(), LARGEST_SMALL_SAMPLE);
  }

  /// Finds mean, PCA and rotation.
  ///
  /// @param sample n x d_in; of more than max(10 d_in, 32768) vectors so many are looked at
  /// @param options listener, seed, threads
  /// @throws IllegalArgumentException if there are fewer dimensions or vectors than components
  @Override
  public void train(Vectors sample, BuildOptions options) {
    Checks.sample(this, sample);
    var used = Samples.of(sample, trainingVectors(), options);
    float[] centre = Means.of(used);
    var matrix = learn(centred(used, centre), options);
    mean = centre;
    pcaThenRotation =
        new LinearTransform(inputDimension(), outputDimension(), matrix.values(), new float[0]);
  }

  /// The matrices of PCA and rotation, multiplied; the PCA goes without its bias.
  private Matrix learn(Vectors centred, BuildOptions options) {
    if (!pca) {
      rotation = trainedRotation(centred, options);
      return rotation.trainedMatrix();
    }
    var components = new Pca(inputDimension(), outputDimension(), PcaSettings.of(false, false));
    components.train(centred, options);
    var projection = components.trainedMatrix();
    rotation = trainedRotation(new PackedMatrix(projection).times(centred), options);
    return rotation.trainedMatrix().times(projection);
  }

  private ItqRotation trainedRotation(Vectors vectors, BuildOptions options) {
    var fresh = rotation.untrained();
    fresh.train(vectors, options);
    return fresh;
  }

  private static Vectors centred(Vectors vectors, float[] mean) {
    return new Normalization(mean.length).apply(new Centering(mean).apply(vectors));
  }

  @Override
  public Vectors apply(Vectors vectors) {
    Checks.input(this, vectors);
    if (!isTrained()) {
      throw Checks.untrained(this);
    }
    return pcaThenRotation.apply(centred(vectors, mean));
  }

  /// Not possible: the lengths of the vectors are lost.
  ///
  /// @throws UnsupportedOperationException always
  @Override
  public Vectors reverse(Vectors vectors) {
    throw new UnsupportedOperationException(
        name() + " cannot be undone: the lengths of the vectors are lost");
  }

  @Override
  public int inputDimension() {
    return pcaThenRotation.inputDimension();
  }

  @Override
  public int outputDimension() {
    return pcaThenRotation.outputDimension();
  }

  @Override
  public boolean isTrained() {
    return pcaThenRotation.isTrained();
  }

  @Override
  public long memoryBytes() {
    return (long) Float.BYTES * mean.length
        + rotation.memoryBytes()
        + pcaThenRotation.memoryBytes();
  }

  /// The mean of the training vectors.
  ///
  /// @return d_in floats; empty if not trained; not a copy
  public float[] mean() {
    return mean;
  }

  /// Whether a PCA comes before the rotation.
  ///
  /// @return false where d_out is d_in and no PCA was asked for
  public boolean hasPca() {
    return pca;
  }

  /// The rotation alone.
  ///
  /// @return from d_out to d_out dimensions
  public ItqRotation rotation() {
    return rotation;
  }

  /// What centred and normalised vectors are multiplied with.
  ///
  /// @return from d_in to d_out dimensions
  public LinearTransform pcaThenRotation() {
    return pcaThenRotation;
  }

  @Override
  public String name() {
    return pca ? "ITQ" + outputDimension() : "ITQ";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Itq that
        && pca == that.pca
        && Arrays.equals(mean, that.mean)
        && rotation.equals(that.rotation)
        && pcaThenRotation.equals(that.pcaThenRotation);
  }

  /// Stays the same when the transform is trained.
  @Override
  public int hashCode() {
    return pcaThenRotation.hashCode();
  }

  @Override
  public String toString() {
    return name() + " from " + inputDimension() + " to " + outputDimension() + " dimensions";
  }
}
