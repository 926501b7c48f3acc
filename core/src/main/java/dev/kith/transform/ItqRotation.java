// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.BuildOptions;
import dev.kith.vector.Vectors;
import java.util.List;
import java.util.concurrent.CancellationException;

/// The rotation after which the signs of a vector say most about it: Y. Gong and S. Lazebnik,
/// "Iterative quantization: a Procrustean approach to learning binary codes", CVPR 2011
/// (specification of the factory, section 2.10).
///
/// The paper's V are our vectors, its R is A^T: B = sign(V R) for the best R, then the R that
/// brings V nearest to B, and so on. The error |B - V R|^2 never grows. The vectors are taken as
/// they are; [Itq] centres and normalises them before.
public final class ItqRotation extends LinearTransform {

  private static final int ITERATIONS = 50;
  private static final int SEED = 123;

  private final int iterations;
  private final int seed;

  /// An untrained rotation of 50 iterations and the seed 123.
  ///
  /// @param dimension d_in and d_out, at least 1
  public ItqRotation(int dimension) {
    super(dimension, dimension);
    iterations = ITERATIONS;
    seed = SEED;
  }

  /// A rotation as a file holds it.
  ///
  /// @param inputDimension d_in
  /// @param outputDimension d_out, which is d_in
  /// @param iterations of the training
  /// @param seed of the rotation that training starts from
  /// @param matrix A, d_out x d_in floats, row-major; empty for a rotation that is not trained
  /// @param bias b, d_out floats; empty for none, which is usual
  public ItqRotation(
      int inputDimension,
      int outputDimension,
      int iterations,
      int seed,
      float[] matrix,
      float[] bias) {
    super(inputDimension, outputDimension, matrix, bias);
    Checks.length("output of an ITQ rotation", outputDimension, inputDimension);
    this.iterations = iterations;
    this.seed = seed;
  }

  @Override
  public ItqRotation untrained() {
    int d = inputDimension();
    return new ItqRotation(d, d, iterations, seed, new float[0], new float[0]);
  }

  /// Finds the rotation.
  ///
  /// @param sample n x d
  /// @param options listener, seed, threads
  @Override
  public void train(Vectors sample, BuildOptions options) {
    Checks.sample(this, sample);
    int d = inputDimension();
    // the start is R itself, and so A its transpose
    var start = RandomRotation.seeded(d, d, options.seed().orElse(seed));
    var rotation = start.trainedMatrix().transposed();
    for (int i = 0; i < iterations; i++) {
      tell(options, i);
      rotation = improve(rotation, sample, options);
    }
    tell(options, iterations);
    define(rotation);
  }

  /// One iteration: A = U W^T, where U S W^T is the singular value decomposition of B^T V.
  private Matrix improve(Matrix rotation, Vectors sample, BuildOptions options) {
    int d = inputDimension();
    var packed = new PackedMatrix(rotation);
    var products = new CrossProduct(d, d, options.parallelism());
    float[] vectors = new float[CrossProduct.BLOCK * d];
    float[] signs = new float[CrossProduct.BLOCK * d];
    for (long from = 0; from < sample.size(); from += CrossProduct.BLOCK) {
      int count = (int) Math.min(CrossProduct.BLOCK, sample.size() - from);
      sample.copyRows(from, count, vectors, 0);
      packed.times(vectors, count, signs);
      for (int i = 0; i < count * d; i++) {
        signs[i] = signs[i] >= 0 ? 1 : -1;
      }
      products.add(signs, vectors, count);
    }
    return Matrix.of(d, d, Decompositions.nearestOrthogonal(products.sums(), d, d));
  }

  private void tell(BuildOptions options, int done) {
    if (options.listener().isCancelled()) {
      throw new CancellationException(
          "ITQ was cancelled after iteration " + done + " of " + iterations);
    }
    options.listener().progress("ITQ", done, iterations);
  }

  /// How often training improves the rotation.
  ///
  /// @return iterations
  public int iterations() {
    return iterations;
  }

  /// What training starts from, unless the options name another seed.
  ///
  /// @return the seed
  public int seed() {
    return seed;
  }

  @Override
  public String name() {
    return "ITQ rotation" + outputDimension();
  }

  @Override
  List<Integer> settings() {
    return List.of(iterations, seed);
  }
}
