// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.BuildOptions;
import dev.kith.internal.random.FaissRandom;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/// K-means after S. P. Lloyd ("Least squares quantization in PCM", IEEE Transactions on Information
/// Theory 28(2), 1982) with the choices of Faiss, so that the same points and the same seed give
/// Faiss's centroids up to rounding (specification of the factory, sections 3.2 and 3.3). The
/// result is the same, bit for bit, at any number of threads.
public final class KMeans {

  private static final long SEED_STEP_OF_RESTARTS = 15_486_557;

  private final TrainingSet set;
  private final int k;
  private final boolean similarity;
  private final long seed;
  private final KMeansOptions options;
  private final BuildOptions build;
  private final PointAssigner assigner;
  private final int frozen;

  private KMeans(
      TrainingSet set, int k, Metric metric, long seed, KMeansOptions options, BuildOptions build) {
    this.set = set;
    this.k = k;
    this.similarity = metric.isSimilarity();
    this.seed = seed;
    this.options = options;
    this.build = build;
    this.assigner = PointAssigner.of(set.points(), metric, options.assigner(), build.parallelism());
    var initial = options.initialCentroids();
    this.frozen = options.frozen() && initial != null ? (int) initial.size() : 0;
  }

  /// Finds k centroids.
  ///
  /// @param points n x d, n at least k; finite. Of points that are not in memory those that are
  ///   looked at are copied, and freed when the centroids are found
  /// @param k number of centroids, at least 1
  /// @param metric what points are assigned by; the objective is in its unit
  /// @param options of the algorithm
  /// @param build listener (warned once of too few points, and asked at every iteration whether to
  ///   stop), threads, and a seed that comes before that of `options`
  /// @return k x d centroids of their own memory. For n = k they are the points themselves.
  /// @throws IllegalArgumentException if the points are too few or not finite, or if the options do
  ///   not fit them
  /// @throws CancellationException if the listener wants it
  public static KMeansResult train(
      VectorSource points, int k, Metric metric, KMeansOptions options, BuildOptions build) {
    KMeansChecks.check(points, k, options);
    long seed = build.seed().orElse(options.seed());
    KMeansOptions.requireSeed(seed);
    TrainingSet.check(points, options.weights());
    if (points.size() == k) {
      return new KMeansResult(copy(points), List.of());
    }
    KMeansChecks.warnOfFewPoints(points.size(), k, options, build.listener());
    long most = (long) k * options.maxPointsPerCentroid();
    try (var arena = Arena.ofShared()) {
      var sample = TrainingSet.sample(points, options.weights(), most, seed, arena);
      if (!(points instanceof Vectors)) {
        KMeansChecks.requireFinite(sample.points(), options);
      }
      var kmeans = new KMeans(sample, k, metric, seed, options, build);
      try (kmeans.assigner) {
        return kmeans.bestOfRestarts();
      }
    }
  }

  /// [#train(VectorSource, int, Metric, KMeansOptions, BuildOptions)] with the defaults.
  ///
  /// @param points n x d, n at least k; finite
  /// @param k number of centroids, at least 1
  /// @param metric what points are assigned by
  /// @return k x d centroids
  public static KMeansResult train(VectorSource points, int k, Metric metric) {
    return train(points, k, metric, KMeansOptions.defaults(), BuildOptions.defaults());
  }

  private KMeansResult bestOfRestarts() {
    var initial = options.initialCentroids();
    int given = initial == null ? 0 : (int) initial.size();
    var last = run(initial == null ? set.points() : initial, given, 0);
    var best = last;
    for (int restart = 1; restart < options.restarts(); restart++) {
      last = run(last.centroids(), given, restart);
      if (isBetter(last, best)) {
        best = last;
      }
    }
    return best;
  }

  private KMeansResult run(Vectors initial, int given, int restart) {
    var centroids = start(initial, given, restart);
    constrain(centroids);
    var iterations = new ArrayList<KMeansIteration>();
    while (iterations.size() < options.iterations() && !hasSettled(iterations)) {
      tell(restart, iterations.size());
      iterations.add(iterate(centroids));
    }
    tell(restart, options.iterations());
    return new KMeansResult(centroids, iterations);
  }

  /// The `given` first centroids, and points chosen at random for the others.
  private Vectors start(Vectors initial, int given, int restart) {
    int[] rows = FaissRandom.permutation(set.size(), seed + 1 + restart * SEED_STEP_OF_RESTARTS);
    var centroids = set.points().select(Arrays.copyOf(rows, k));
    var head = initial.slice(0, given).segment();
    centroids.segment().asSlice(0, head.byteSize()).copyFrom(head);
    return centroids;
  }

  private KMeansIteration iterate(Vectors centroids) {
    var assignment = new Assignment(assigner, centroids, set.size());
    float[] sizes =
        Centroids.moveToMeans(centroids, frozen, set, assignment.labels(), build.parallelism());
    int splits = EmptyClusters.split(centroids, sizes, frozen, set.size());
    constrain(centroids);
    return new KMeansIteration(assignment.objective(), assignment.imbalance(k), splits);
  }

  private void constrain(Vectors centroids) {
    if (options.spherical()) {
      Centroids.normalise(centroids);
    }
    if (options.integerCentroids()) {
      Centroids.round(centroids);
    }
  }

  private boolean hasSettled(List<KMeansIteration> iterations) {
    if (iterations.size() < 2 || options.earlyStop() < 0) {
      return false;
    }
    double last = iterations.getLast().objective();
    double before = iterations.get(iterations.size() - 2).objective();
    return Math.abs(before - last) <= options.earlyStop() * Math.abs(before);
  }

  private boolean isBetter(KMeansResult one, KMeansResult other) {
    if (one.iterations().isEmpty()) {
      return false;
    }
    float objective = one.iterations().getLast().objective();
    float toBeat = other.iterations().getLast().objective();
    return similarity ? objective > toBeat : objective < toBeat;
  }

  private void tell(int restart, int iterations) {
    if (build.listener().isCancelled()) {
      throw new CancellationException(
          "k-means was cancelled after iteration "
              + iterations
              + " of "
              + options.iterations()
              + " in run "
              + (restart + 1)
              + " of "
              + options.restarts());
    }
    long each = options.iterations();
    build.listener().progress("k-means", restart * each + iterations, options.restarts() * each);
  }

  private static Vectors copy(VectorSource points) {
    var copy = Vectors.allocate(points.size(), points.dimension());
    points.read(0, copy);
    return copy;
  }
}
