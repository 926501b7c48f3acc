// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.BuildOptions;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A linear transform y = A x + b (specification of the factory, section 2.10; of the file format,
/// section 3.1).
///
/// This class itself is what files hold where they do not say how the matrix came about, as after
/// OPQ; the subclasses learn theirs. Two transforms are equal if they are of one kind and do the
/// same to every vector.
public sealed class LinearTransform implements VectorTransform
    permits ItqRotation, Opq, Pca, RandomRotation {

  private static final float[] NONE = {};

  private final int inputDimension;
  private final int outputDimension;
  private @Nullable AffineMap map;

  /// An untrained transform.
  LinearTransform(int inputDimension, int outputDimension) {
    this.inputDimension = Checks.dimension("input dimension", inputDimension);
    this.outputDimension = Checks.dimension("output dimension", outputDimension);
  }

  /// A transform with a matrix.
  ///
  /// @param inputDimension d_in, at least 1
  /// @param outputDimension d_out, at least 1
  /// @param matrix A, d_out x d_in floats, row-major; empty for a transform that is not trained.
  ///   Handed over, not copied
  /// @param bias b, d_out floats; empty for none. Handed over, not copied
  /// @throws IllegalArgumentException if an array has another length
  public LinearTransform(int inputDimension, int outputDimension, float[] matrix, float[] bias) {
    this(inputDimension, outputDimension);
    if (matrix.length > 0) {
      define(new Matrix(outputDimension, inputDimension, matrix), bias);
    } else {
      Checks.length("bias of an untrained transform", bias.length, 0);
    }
  }

  /// Becomes trained.
  final void define(Matrix matrix, float[] bias) {
    if (bias.length > 0) {
      Checks.length("bias", bias.length, outputDimension);
    }
    map = new AffineMap(matrix, bias);
  }

  final void define(Matrix matrix) {
    define(matrix, NONE);
  }

  /// The matrix of a trained transform.
  final Matrix trainedMatrix() {
    return trained().matrix();
  }

  private AffineMap trained() {
    var known = map;
    if (known == null) {
      throw Checks.untrained(this);
    }
    return known;
  }

  /// The matrix A.
  ///
  /// @return d_out x d_in floats, row-major; empty if the transform is not trained; not a copy
  public final float[] matrix() {
    return map == null ? NONE : map.matrix().values();
  }

  /// The bias b.
  ///
  /// @return d_out floats; empty if there is none; not a copy
  public final float[] bias() {
    return map == null ? NONE : map.bias();
  }

  /// Whether the rows of A are orthonormal, or its columns where it has more rows: then A^T undoes
  /// A, as far as dimensions were not lost.
  ///
  /// @return false as well where the transform is not trained
  public final boolean isOrthonormal() {
    return map != null && map.isOrthonormal();
  }

  @Override
  public final int inputDimension() {
    return inputDimension;
  }

  @Override
  public final int outputDimension() {
    return outputDimension;
  }

  @Override
  public final boolean isTrained() {
    return map != null;
  }

  @Override
  public long memoryBytes() {
    return (long) Float.BYTES * (matrix().length + bias().length);
  }

  /// Learns the matrix. A transform of this very class cannot: it does not know how.
  ///
  /// @param sample n x d_in
  /// @param options listener, seed, threads
  /// @throws UnsupportedOperationException if this is none of the subclasses
  @Override
  public void train(Vectors sample, BuildOptions options) {
    throw new UnsupportedOperationException(
        "a linear transform that was read from a file cannot be trained, as the file does not say"
            + " how; build a new index");
  }

  @Override
  public final Vectors apply(Vectors vectors) {
    Checks.input(this, vectors);
    return trained().apply(vectors);
  }

  /// A^T (y - b), the vector itself or its projection.
  ///
  /// @param vectors n x d_out, left as they are
  /// @return n x d_in
  /// @throws UnsupportedOperationException if A is not orthonormal
  @Override
  public final Vectors reverse(Vectors vectors) {
    Checks.output(this, vectors);
    var reversed = trained().reverse(vectors);
    if (reversed == null) {
      throw new UnsupportedOperationException(
          name() + " cannot be undone: its matrix is not orthonormal");
    }
    return reversed;
  }

  @Override
  public String name() {
    return "Linear" + outputDimension;
  }

  /// What makes two untrained transforms of a class differ.
  Object settings() {
    return "";
  }

  /// Transforms of different kinds are never equal.
  Class<?> kind() {
    return getClass();
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof LinearTransform that
        && kind() == that.kind()
        && settings().equals(that.settings())
        && inputDimension == that.inputDimension
        && outputDimension == that.outputDimension
        && Arrays.equals(matrix(), that.matrix())
        && Arrays.equals(bias(), that.bias());
  }

  /// Stays the same when the transform is trained.
  @Override
  public final int hashCode() {
    return 31 * inputDimension + outputDimension;
  }

  @Override
  public String toString() {
    return name() + " from " + inputDimension + " to " + outputDimension + " dimensions";
  }
}
