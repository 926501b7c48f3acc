// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.internal.sketch.NearestSearch;
import dev.kith.internal.sketch.Sketches;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;

/// One run of [MiniBatchKMeans]: what changes from step to step.
final class MiniBatchTraining {

  private static final String STAGE = "mini-batch k-means";

  private final BuildOptions build;
  private final RowDraws draws;
  private final long steps;
  private final Batch batch;
  private final Vectors centroids;
  private final RunningMeans means;
  private final Reassignment reassignment;
  private final SmoothedInertia smoothed;
  private final Movement movement;
  private final NearestSearch search;
  private final int[] labels;
  private final float[] distances;

  MiniBatchTraining(
      VectorSource points, int k, MiniBatchOptions options, BuildOptions build, RowDraws draws) {
    long n = points.size();
    int size = options.batchSize(n);
    Parallelism threads = build.parallelism();
    this.build = build;
    this.draws = draws;
    this.steps = options.steps(n);
    var judges = new Batch(points, options.startRows(n, k), threads);
    judges.load(draws.rows(judges.size()));
    var sketches = new Sketches(judges.points(), NearestBy.NORMS);
    this.centroids = new Starts(points, k, options, draws, judges, sketches, threads).best();
    this.batch = new Batch(points, size, threads);
    this.means = new RunningMeans(centroids, size);
    this.reassignment = new Reassignment(options.reassignment());
    this.smoothed = new SmoothedInertia(size, n, options.patience());
    this.movement = Movement.of(centroids, points, options.tolerance());
    this.search = new NearestSearch(centroids, sketches, threads);
    this.labels = new int[size];
    this.distances = new float[size];
  }

  MiniBatchResult run() {
    long done = 0;
    boolean settled = false;
    while (done < steps && !settled) {
      MiniBatchKMeans.tell(build.listener(), STAGE, done, steps);
      settled = step();
      done++;
    }
    MiniBatchKMeans.tell(build.listener(), STAGE, steps, steps);
    return new MiniBatchResult(centroids, done, settled);
  }

  /// Draws a batch and learns from it.
  ///
  /// @return whether there is no more to be learned
  private boolean step() {
    batch.load(draws.rows(batch.size()));
    boolean replaces = reassignment.isDue(batch.size(), means.counts());
    search.assign(batch.points(), labels, distances);
    double inertia = batch.inertia(distances);
    movement.begin();
    means.add(batch.points(), labels, build.parallelism());
    search.moved(means.moved(), means.movedCount());
    if (replaces) {
      replace();
    }
    boolean settled = smoothed.hasSettled(inertia / batch.size());
    if (settled && reassignment.isUnderWay(means.counts())) {
      smoothed.startAgain();
      return false;
    }
    return settled || (smoothed.steps() > 1 && movement.isSmall());
  }

  /// Puts centroids that hardly any row belongs to where rows of the batch are.
  private void replace() {
    int[] given = reassignment.candidates(batch.size(), means.counts(), draws);
    if (given.length == 0) {
      return;
    }
    int[] places = draws.places(given.length, batch.size());
    for (int i = 0; i < given.length; i++) {
      centroids.set(given[i], batch.points().row(batch.position(places[i])));
    }
    Reassignment.reset(means.counts(), given);
    search.moved(given, given.length);
  }
}
