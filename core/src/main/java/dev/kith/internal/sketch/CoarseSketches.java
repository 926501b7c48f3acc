// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.Parallelism;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The sketches of the centroids of a coarse quantizer, made once searches without them have taken
/// about the time that they take to be made: an index that is asked a few times does not pay for
/// them. They are used where few enough centroids would have to be compared, which is counted in
/// searches for some of the centroids themselves.
final class CoarseSketches {

  /// Products of components that take as long as making sketches and trying them.
  private static final long LEAST_WORK = 1L << 28;

  /// Centroids that are searched for.
  private static final int QUERIES = 16 * TILE;

  /// Centroids a query by which the length of sketches is chosen.
  private static final int USUAL = 8;

  private final int size;
  private final int d;
  private final Metric metric;
  private final Supplier<Vectors> values;
  private final AtomicLong queries = new AtomicLong();
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile @Nullable Made made;

  /// Sketches and what is known of them.
  ///
  /// @param pays whether they pay for up to 2^i centroids a query, where that has been found out
  private record Made(
      SketchedCentroids centroids,
      EvenSample sample,
      AtomicReferenceArray<@Nullable Boolean> pays) {}

  /// @param values copies the centroids
  CoarseSketches(long size, int d, Metric metric, Supplier<Vectors> values) {
    this.size = (int) Math.min(size, Integer.MAX_VALUE);
    this.d = d;
    this.metric = metric;
    this.values = values;
  }

  /// The centroids for a search by sketches.
  ///
  /// @param k centroids a query
  /// @param count queries
  /// @return null where all centroids are to be compared
  @Nullable SketchedCentroids of(int k, long count) {
    var known = made;
    if (known == null && isWanted(count)) {
      known = prepare();
      made = known;
    }
    return known != null && k < size && pays(known, k) ? known.centroids : null;
  }

  private boolean isWanted(long count) {
    if (begun.get() || size < SketchWork.FEW_CENTROIDS) {
      return false;
    }
    double seen = queries.addAndGet(count);
    return seen * size * d >= LEAST_WORK && begun.compareAndSet(false, true);
  }

  private @Nullable Made prepare() {
    var all = values.get();
    var by = metric.isSimilarity() ? NearestBy.PRODUCT : NearestBy.NORMS;
    var sample = new EvenSample(all, QUERIES);
    var one = Parallelism.of(1);
    var sketches = new Sketches(new EvenSample(all, 1024).vectors(), by);
    var best =
        sketches.best(
            size, sketch -> compared(new SketchedCentroids(all, sketch, one), sample, USUAL));
    if (best == null) {
      return null;
    }
    return new Made(
        new SketchedCentroids(all, best, one),
        sample,
        new AtomicReferenceArray<>(Integer.SIZE + 1));
  }

  private boolean pays(Made known, int k) {
    int at = Integer.SIZE - Integer.numberOfLeadingZeros(k - 1);
    Boolean pays = known.pays.get(at);
    if (pays == null) {
      // who is asked at the same time finds the same
      int most = (int) Math.min(1L << at, size - 1);
      double compared = compared(known.centroids, known.sample, most);
      double work = SketchWork.of(size, known.centroids.sketch(), compared, most);
      pays = work < SketchWork.ofAll(size, d);
      known.pays.set(at, pays);
    }
    return pays;
  }

  /// Centroids that are compared with a query, on average. A centroid is the nearest to itself, so
  /// one more is searched for.
  private double compared(SketchedCentroids centroids, EvenSample sample, int k) {
    int wanted = Math.min(k + 1, size - 1);
    var search = new ProbeSearch(centroids, wanted, TILE);
    float[] keys = new float[TILE * wanted];
    long[] ids = new long[keys.length];
    for (int first = 0; first < sample.size(); first += TILE) {
      int count = Math.min(TILE, sample.size() - first);
      search.tile().load(sample.values(), first, count);
      search.find(keys, ids, 0);
    }
    return (double) search.compared() / sample.size();
  }

  /// Bytes of the sketches.
  long bytes() {
    var known = made;
    return known == null ? 0 : known.centroids.bytes();
  }
}
