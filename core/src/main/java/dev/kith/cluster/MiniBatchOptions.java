// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.Parallelism;
import dev.kith.vector.Vectors;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How mini-batch k-means goes about it, with the defaults of scikit-learn but for the size of a
/// batch (specification of the factory, section 5.4). Immutable; every method with an argument
/// returns a new instance.
public final class MiniBatchOptions {

  private static final int BATCH_OF_A_PROCESSOR = 256;
  private static final MiniBatchOptions DEFAULTS = new MiniBatchOptions();

  // set before an instance is handed out, and never after
  private int batchSize;
  private StartMethod start = StartMethod.RANDOM;
  private int starts;
  private int startRows;
  private int iterations = 100;
  private double tolerance;
  private int patience = 10;
  private double reassignment = 0.01;
  private long seed = 1234;
  private @Nullable Vectors initialCentroids;

  private MiniBatchOptions() {}

  /// Batches of 256 rows for each processor of the process, a random start, seed 1234.
  ///
  /// @return the defaults
  public static MiniBatchOptions defaults() {
    return DEFAULTS;
  }

  private MiniBatchOptions(MiniBatchOptions from) {
    batchSize = from.batchSize;
    start = from.start;
    starts = from.starts;
    startRows = from.startRows;
    iterations = from.iterations;
    tolerance = from.tolerance;
    patience = from.patience;
    reassignment = from.reassignment;
    seed = from.seed;
    initialCentroids = from.initialCentroids;
  }

  private MiniBatchOptions with(Consumer<MiniBatchOptions> change) {
    var copy = new MiniBatchOptions(this);
    change.accept(copy);
    return copy;
  }

  /// Rows of a batch (scikit-learn: `batch_size`). The default is 256 for each processor that the
  /// process may use, whatever the threads of a call; name a size to get the same centroids on
  /// every machine.
  ///
  /// @param rows at least 1
  /// @return new options
  public MiniBatchOptions batchSize(int rows) {
    requireAtLeast("batchSize", rows, 1);
    return with(options -> options.batchSize = rows);
  }

  /// How the first centroids are chosen (scikit-learn: `init`).
  ///
  /// @param method random by default
  /// @return new options
  public MiniBatchOptions start(StartMethod method) {
    Objects.requireNonNull(method, "start");
    return with(options -> options.start = method);
  }

  /// Chooses first centroids so many times and keeps the best (scikit-learn: `n_init`). The default
  /// is 3 for a random start and 1 for k-means++.
  ///
  /// @param count at least 1
  /// @return new options
  public MiniBatchOptions starts(int count) {
    requireAtLeast("starts", count, 1);
    return with(options -> options.starts = count);
  }

  /// Rows that the first centroids are chosen from, and as many that they are judged by
  /// (scikit-learn: `init_size`). The default is 3 batches, or 3 rows a centroid where that is
  /// more.
  ///
  /// @param rows at least 1; what is below the number of centroids stands for 3 rows a centroid
  /// @return new options
  public MiniBatchOptions startRows(int rows) {
    requireAtLeast("startRows", rows, 1);
    return with(options -> options.startRows = rows);
  }

  /// Draws at most so many times as many rows as there are points (scikit-learn: `max_iter`).
  ///
  /// @param most at least 1
  /// @return new options
  public MiniBatchOptions iterations(int most) {
    requireAtLeast("iterations", most, 1);
    return with(options -> options.iterations = most);
  }

  /// Stops once the centroids together have moved, in one step, by no more than this share of the
  /// points' variance, both squared (scikit-learn: `tol`). Above 0 this takes one reading of all
  /// points before the first step.
  ///
  /// @param share 0 by default, which never stops
  /// @return new options
  public MiniBatchOptions tolerance(double share) {
    requireShare("tolerance", share);
    return with(options -> options.tolerance = share);
  }

  /// Stops after so many steps in a row in which the smoothed inertia has not fallen (scikit-learn:
  /// `max_no_improvement`).
  ///
  /// @param steps at least 1; [Integer#MAX_VALUE] for never
  /// @return new options
  public MiniBatchOptions patience(int steps) {
    requireAtLeast("patience", steps, 1);
    return with(options -> options.patience = steps);
  }

  /// Centroids that have seen fewer rows than this share of what the busiest has seen are now and
  /// then replaced by rows of the batch (scikit-learn: `reassignment_ratio`).
  ///
  /// @param share 0 for never
  /// @return new options
  public MiniBatchOptions reassignment(double share) {
    requireShare("reassignment", share);
    return with(options -> options.reassignment = share);
  }

  /// Where the random choices begin. A seed given in [dev.kith.BuildOptions] comes first.
  ///
  /// @param value any number
  /// @return new options
  public MiniBatchOptions seed(long value) {
    return with(options -> options.seed = value);
  }

  /// Starts from here, and chooses nothing.
  ///
  /// @param centroids all k of them; copied when the training begins
  /// @return new options
  public MiniBatchOptions initialCentroids(Vectors centroids) {
    Objects.requireNonNull(centroids, "centroids");
    return with(options -> options.initialCentroids = centroids);
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", and must be at least " + least);
    }
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " is " + share + ", and must be a finite number, 0 or more");
    }
  }

  /// Rows of a batch of n points.
  int batchSize(long n) {
    int wanted = batchSize > 0 ? batchSize : BATCH_OF_A_PROCESSOR * Parallelism.shared().width();
    return (int) Math.min(n, wanted);
  }

  /// Rows of a sample for the start.
  int startRows(long n, int k) {
    long wanted = startRows > 0 ? startRows : 3L * batchSize(n);
    return (int) Math.min(Math.min(n, Integer.MAX_VALUE), wanted < k ? 3L * k : wanted);
  }

  StartMethod start() {
    return start;
  }

  int starts() {
    return starts > 0 ? starts : start == StartMethod.RANDOM ? 3 : 1;
  }

  /// Steps over n points.
  long steps(long n) {
    return Math.multiplyExact(n, (long) iterations) / batchSize(n);
  }

  double tolerance() {
    return tolerance;
  }

  int patience() {
    return patience;
  }

  double reassignment() {
    return reassignment;
  }

  long seed() {
    return seed;
  }

  @Nullable Vectors initialCentroids() {
    return initialCentroids;
  }
}
