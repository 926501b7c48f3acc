// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.BuildOptions;
import dev.kith.internal.random.SplitMix64;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// A random rotation in p log p steps: the vector is filled up with zeros to p components, and
/// three times its signs are flipped at random and it goes through a Walsh-Hadamard transform
/// (specification of the factory, section 2.10). Lengths stay as they are.
///
/// @param inputDimension d_in; d_out is the next power of two, p
/// @param seed of the signs, 0 to 2^32 - 1
public record HadamardRotation(int inputDimension, long seed) implements VectorTransform {

  /// The seed of `HR` without a number.
  public static final int DEFAULT_SEED = 12345;

  private static final int ROUNDS = 3;
  private static final int LARGEST_DIMENSION = 1 << 30;
  private static final long LARGEST_SEED = 0xffffffffL;

  /// Checks the arguments.
  public HadamardRotation {
    Checks.dimension("input dimension", inputDimension);
    if (inputDimension > LARGEST_DIMENSION) {
      throw new IllegalArgumentException(
          "the input dimension is " + inputDimension + ", and must be at most 2^30");
    }
    if (seed < 0 || seed > LARGEST_SEED) {
      throw new IllegalArgumentException(
          "the seed is " + seed + "; allowed are 0 to " + LARGEST_SEED);
    }
  }

  @Override
  public int outputDimension() {
    return inputDimension == 1 ? 1 : Integer.highestOneBit(inputDimension - 1) << 1;
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
    int p = outputDimension();
    float[][] signs = signs(p);
    var rotated = Vectors.allocate(vectors.size(), p);
    float[] row = new float[p];
    for (long i = 0; i < vectors.size(); i++) {
      Arrays.fill(row, inputDimension, p, 0);
      vectors.copyRow(i, row, 0);
      for (float[] flips : signs) {
        multiply(row, flips);
        transform(row);
      }
      scale(row);
      rotated.set(i, row);
    }
    return rotated;
  }

  /// The rounds in the opposite order. Faiss does without; the rotation is orthonormal all the
  /// same.
  @Override
  public Vectors reverse(Vectors vectors) {
    Checks.output(this, vectors);
    int p = outputDimension();
    float[][] signs = signs(p);
    var reversed = Vectors.allocate(vectors.size(), p);
    float[] row = new float[p];
    for (long i = 0; i < vectors.size(); i++) {
      vectors.copyRow(i, row, 0);
      for (int round = ROUNDS - 1; round >= 0; round--) {
        transform(row);
        multiply(row, signs[round]);
      }
      scale(row);
      reversed.set(i, row);
    }
    return DimensionMap.padding(p, inputDimension).apply(reversed);
  }

  private float[][] signs(int p) {
    var random = new SplitMix64(seed);
    float[][] signs = new float[ROUNDS][p];
    for (float[] flips : signs) {
      for (int i = 0; i < p; i++) {
        flips[i] = (random.nextLong() & 1) == 0 ? -1 : 1;
      }
    }
    return signs;
  }

  private static void multiply(float[] row, float[] flips) {
    for (int i = 0; i < row.length; i++) {
      row[i] *= flips[i];
    }
  }

  /// The Walsh-Hadamard transform in natural order, without its factor of 1 / sqrt(p).
  private static void transform(float[] row) {
    for (int half = 1; half < row.length; half *= 2) {
      for (int start = 0; start < row.length; start += 2 * half) {
        for (int i = start; i < start + half; i++) {
          float sum = row[i] + row[i + half];
          row[i + half] = row[i] - row[i + half];
          row[i] = sum;
        }
      }
    }
  }

  private static void scale(float[] row) {
    float factor = (float) (1 / (row.length * Math.sqrt(row.length)));
    for (int i = 0; i < row.length; i++) {
      row[i] *= factor;
    }
  }

  @Override
  public String name() {
    return seed == DEFAULT_SEED ? "HR" : "HR" + seed;
  }
}
