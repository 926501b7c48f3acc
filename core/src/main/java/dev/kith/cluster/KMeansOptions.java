// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.vector.Vectors;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How k-means goes about it, with the defaults of Faiss (specification of the factory, section
/// 3.2). Immutable; every method with an argument returns a new instance.
public final class KMeansOptions {

  private static final KMeansOptions DEFAULTS = new KMeansOptions();

  // set before an instance is handed out, and never after
  private int iterations = 25;
  private int restarts = 1;
  private boolean spherical;
  private boolean integerCentroids;
  private boolean frozen;
  private int minPointsPerCentroid = 39;
  private int maxPointsPerCentroid = 256;
  private long seed = 1234;
  private double earlyStop;
  private boolean checkFinite = true;
  private float @Nullable [] weights;
  private @Nullable Vectors initialCentroids;
  private @Nullable Assigner assigner;

  private KMeansOptions() {}

  /// 25 iterations from one start, seed 1234, on at most 256 points a centroid.
  ///
  /// @return the defaults
  public static KMeansOptions defaults() {
    return DEFAULTS;
  }

  private KMeansOptions(KMeansOptions from) {
    iterations = from.iterations;
    restarts = from.restarts;
    spherical = from.spherical;
    integerCentroids = from.integerCentroids;
    frozen = from.frozen;
    minPointsPerCentroid = from.minPointsPerCentroid;
    maxPointsPerCentroid = from.maxPointsPerCentroid;
    seed = from.seed;
    earlyStop = from.earlyStop;
    checkFinite = from.checkFinite;
    weights = from.weights;
    initialCentroids = from.initialCentroids;
    assigner = from.assigner;
  }

  private KMeansOptions with(Consumer<KMeansOptions> change) {
    var copy = new KMeansOptions(this);
    change.accept(copy);
    return copy;
  }

  /// At most so many iterations (Faiss: `niter`).
  ///
  /// @param most not negative; 0 leaves the starting centroids
  /// @return new options
  public KMeansOptions iterations(int most) {
    requireAtLeast("iterations", most, 0);
    return with(options -> options.iterations = most);
  }

  /// Starts so many times and keeps the centroids of the best last objective (Faiss: `nredo`).
  ///
  /// @param count at least 1
  /// @return new options
  public KMeansOptions restarts(int count) {
    requireAtLeast("restarts", count, 1);
    return with(options -> options.restarts = count);
  }

  /// Keeps centroids at Euclidean length 1. The points are taken as they are.
  ///
  /// @param wanted false by default
  /// @return new options
  public KMeansOptions spherical(boolean wanted) {
    return with(options -> options.spherical = wanted);
  }

  /// Rounds centroids to whole numbers (Faiss: `int_centroids`).
  ///
  /// @param wanted false by default
  /// @return new options
  public KMeansOptions integerCentroids(boolean wanted) {
    return with(options -> options.integerCentroids = wanted);
  }

  /// Never moves the initial centroids (Faiss: `frozen_centroids`); they may be normalised or
  /// rounded at the start. Where they are nearest to all points, the others become zero.
  ///
  /// @param wanted false by default
  /// @return new options
  public KMeansOptions frozen(boolean wanted) {
    return with(options -> options.frozen = wanted);
  }

  /// With fewer points a centroid there is a warning.
  ///
  /// @param least not negative
  /// @return new options
  public KMeansOptions minPointsPerCentroid(int least) {
    requireAtLeast("minPointsPerCentroid", least, 0);
    return with(options -> options.minPointsPerCentroid = least);
  }

  /// Of more points a centroid a random sample is taken.
  ///
  /// @param most at least 1
  /// @return new options
  public KMeansOptions maxPointsPerCentroid(int most) {
    requireAtLeast("maxPointsPerCentroid", most, 1);
    return with(options -> options.maxPointsPerCentroid = most);
  }

  /// Where the random choices of sample and start begin. A seed given in [dev.kith.BuildOptions]
  /// comes first.
  ///
  /// @param value not negative: the clock, which negative seeds stand for in Faiss, is no seed here
  /// @return new options
  public KMeansOptions seed(long value) {
    requireSeed(value);
    return with(options -> options.seed = value);
  }

  /// When to stop before the last iteration: once the objective has changed by no more than this
  /// share of itself. The default 0, as in Faiss 1.15, stops when two iterations have the same
  /// objective; a negative number, as in older versions, never stops early. The two differ only
  /// where points still move and the float sum of so many distances does not show it.
  ///
  /// @param relativeChange any number but NaN
  /// @return new options
  public KMeansOptions earlyStop(double relativeChange) {
    if (Double.isNaN(relativeChange)) {
      throw new IllegalArgumentException(
          "earlyStop is NaN; pass 0 to stop when the objective repeats, or -1 for never");
    }
    return with(options -> options.earlyStop = relativeChange);
  }

  /// Looks for NaN and infinities among the points first.
  ///
  /// @param wanted true by default; false where the caller has looked already
  /// @return new options
  public KMeansOptions checkFinite(boolean wanted) {
    return with(options -> options.checkFinite = wanted);
  }

  /// Weighs the points in the means of their clusters. Assignment and objective know no weights.
  ///
  /// @param weightOfPoint one finite number a point, not negative; copied
  /// @return new options
  public KMeansOptions weights(float... weightOfPoint) {
    for (int i = 0; i < weightOfPoint.length; i++) {
      if (!(weightOfPoint[i] >= 0 && weightOfPoint[i] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "the weight of point "
                + i
                + " is "
                + weightOfPoint[i]
                + ", and must be a finite number, 0 or more");
      }
    }
    float[] copied = weightOfPoint.clone();
    return with(options -> options.weights = copied);
  }

  /// Takes the first centroids from here, and only the others from the points. Further restarts
  /// begin where the one before has left these centroids, as in Faiss.
  ///
  /// @param centroids at most k; not to be changed during the training
  /// @return new options
  public KMeansOptions initialCentroids(Vectors centroids) {
    Objects.requireNonNull(centroids, "centroids");
    return with(options -> options.initialCentroids = centroids);
  }

  /// Assigns points in another way than by [Assigner#exact].
  ///
  /// @param chosen must go by the metric of the training
  /// @return new options
  public KMeansOptions assigner(Assigner chosen) {
    Objects.requireNonNull(chosen, "assigner");
    return with(options -> options.assigner = chosen);
  }

  static void requireSeed(long seed) {
    if (seed < 0) {
      throw new IllegalArgumentException(
          "the seed is "
              + seed
              + ", and must not be negative: the clock is no seed here; pass any number from 0 on");
    }
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", and must be at least " + least);
    }
  }

  int iterations() {
    return iterations;
  }

  int restarts() {
    return restarts;
  }

  boolean spherical() {
    return spherical;
  }

  boolean integerCentroids() {
    return integerCentroids;
  }

  boolean frozen() {
    return frozen;
  }

  int minPointsPerCentroid() {
    return minPointsPerCentroid;
  }

  int maxPointsPerCentroid() {
    return maxPointsPerCentroid;
  }

  long seed() {
    return seed;
  }

  double earlyStop() {
    return earlyStop;
  }

  boolean checkFinite() {
    return checkFinite;
  }

  float @Nullable [] weights() {
    return weights;
  }

  @Nullable Vectors initialCentroids() {
    return initialCentroids;
  }

  @Nullable Assigner assigner() {
    return assigner;
  }
}
