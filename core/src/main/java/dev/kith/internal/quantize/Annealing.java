// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.random.FaissRandom;
import java.util.Arrays;

/// Numbers things 0 to 2^bits - 1 so that the Hamming distance h_ij of two numbers is near a target
/// t_ij, by simulated annealing: the sum of w_ij (t_ij - h_ij)^2 over all pairs becomes small.
/// Targets are distances, brought to the mean and spread that Hamming distances of random numbers
/// have; weights 2^-t_ij make near pairs count most.
///
/// Swapping the numbers of a and b changes the cost by twice the sum, over all others i, of `(h_ai
/// - h_bi) * (2 w_ai t_ai - 2 w_bi t_bi - (w_ai - w_bi) * (h_ai + h_bi))`: one pass over two rows
///   of three matrices, of which that of the h is kept up to date.
final class Annealing {

  private static final int ITERATIONS = 500_000;
  private static final int RUNS = 2;
  private static final double START_TEMPERATURE = 0.7;

  /// By 0.9 every 500 iterations.
  private static final double DECAY = StrictMath.pow(0.9, 1 / 500.0);

  private final Kernels kernels;
  private final int count;
  private final float[] weights;
  private final float[] weightedTargets;
  private final float[] hamming;
  private final float[] sums = new float[Kernels.SWAP_SUMS];
  private final int[] numbers;

  /// @param distances of all pairs, 2^bits x 2^bits
  /// @param bits at least 4
  /// @param kernels do the sums
  Annealing(float[] distances, int bits, Kernels kernels) {
    this.kernels = kernels;
    this.count = 1 << bits;
    this.numbers = new int[count];
    this.weights = new float[distances.length];
    this.weightedTargets = new float[distances.length];
    this.hamming = new float[distances.length];
    setTargets(distances, bits);
  }

  private void setTargets(float[] distances, int bits) {
    double sum = 0;
    double squares = 0;
    for (float distance : distances) {
      sum += distance;
      squares += (double) distance * distance;
    }
    double mean = sum / distances.length;
    double spread = Math.sqrt(Math.max(0, squares / distances.length - mean * mean));
    int quarter = bits / 4;
    int half = bits / 2;
    double scale = spread > 0 ? Math.sqrt(quarter) / spread : 0;
    for (int i = 0; i < distances.length; i++) {
      double target = (distances[i] - mean) * scale + half;
      double weight = StrictMath.exp(-StrictMath.log(2) * target);
      weights[i] = (float) weight;
      weightedTargets[i] = (float) (2 * weight * target);
    }
  }

  /// The best numbering of all runs.
  ///
  /// @param random draws for all of them
  /// @return for each thing its number
  int[] best(FaissRandom random) {
    int[] best = {};
    double least = Double.POSITIVE_INFINITY;
    for (int run = 0; run < RUNS; run++) {
      restart();
      double cost = anneal(random);
      if (cost < least) {
        least = cost;
        best = numbers.clone();
      }
    }
    return best;
  }

  private void restart() {
    Arrays.setAll(numbers, i -> i);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        hamming[i * count + j] = Integer.bitCount(i ^ j);
      }
    }
  }

  /// @return the cost in the end, less that of the start
  private double anneal(FaissRandom random) {
    double cost = 0;
    double temperature = START_TEMPERATURE;
    for (int i = 0; i < ITERATIONS; i++) {
      temperature *= DECAY;
      int a = random.nextInt(count);
      int b = random.nextInt(count - 1);
      b = b == a ? count - 1 : b;
      double change = change(a, b);
      if (change < 0 || random.nextFloat() < temperature) {
        swap(a, b);
        cost += change;
      }
    }
    return cost;
  }

  /// What a swap does to the cost. The pair itself is summed too, and taken out again.
  private float change(int a, int b) {
    int rowA = a * count;
    int rowB = b * count;
    kernels.swapSums(weightedTargets, weights, hamming, rowA, rowB, count, sums);
    float sum = 0;
    for (float part : sums) {
      sum += part;
    }
    return 2 * (sum - term(rowA + a, rowB + a) - term(rowA + b, rowB + b));
  }

  private float term(int a, int b) {
    float both = hamming[a] + hamming[b];
    float change = weightedTargets[a] - weightedTargets[b] - (weights[a] - weights[b]) * both;
    return (hamming[a] - hamming[b]) * change;
  }

  private void swap(int a, int b) {
    int number = numbers[a];
    numbers[a] = numbers[b];
    numbers[b] = number;
    for (int i = 0; i < count; i++) {
      if (i != a && i != b) {
        float toA = hamming[a * count + i];
        float toB = hamming[b * count + i];
        hamming[a * count + i] = toB;
        hamming[i * count + a] = toB;
        hamming[b * count + i] = toA;
        hamming[i * count + b] = toA;
      }
    }
  }
}
