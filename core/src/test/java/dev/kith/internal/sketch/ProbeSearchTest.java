// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever sketches leave out, the nearest centroids are those of a comparison with all: numbers,
/// their order, and distances bit for bit.
@Tag("kernel")
class ProbeSearchTest {

  private static final int QUERIES = 20;
  private static final Parallelism ONE = Parallelism.of(1);

  @ParameterizedTest
  @EnumSource
  void findsWhatAComparisonWithAllFinds(Shapes shape) {
    for (Metric metric : new Metric[] {Metric.L2, Metric.INNER_PRODUCT}) {
      for (int d : new int[] {1, 2, 7, 40, 96}) {
        check(shape, metric, d, 150, new int[] {1, 2, 9, 40, 149});
      }
    }
  }

  /// More centroids than are compared with at a time.
  @ParameterizedTest
  @EnumSource(names = {"DECAYING", "CLUSTERED", "DUPLICATES"})
  void chunksAreSearchedOneAfterAnother(Shapes shape) {
    check(shape, Metric.L2, 20, 4500, new int[] {1, 5, 700});
  }

  private static void check(Shapes shape, Metric metric, int d, int n, int[] ks) {
    Vectors centroids = shape.vectors(n, d, 1);
    Vectors queries = shape.vectors(QUERIES, d, 2);
    queries.set(0, centroids.row(3));
    var by = metric.isSimilarity() ? NearestBy.PRODUCT : NearestBy.NORMS;
    Sketch sketch = Sketch.of(queries, Math.min(d, 16), by);
    if (sketch == null) {
      return; // too long for floats, and no index has sketches of such
    }
    var sketched = new SketchedCentroids(centroids, sketch, ONE);
    for (int k : ks) {
      Neighbors all = all(centroids, queries, k, metric);
      assertThat(byTiles(sketched, queries, k, 6, metric)).isEqualTo(text(all));
      assertThat(byTiles(sketched, queries, k, 1, metric)).isEqualTo(text(all));
    }
  }

  private static Neighbors all(Vectors centroids, Vectors queries, int k, Metric metric) {
    try (NativeHeap heap = new NativeHeap()) {
      PanelList panels = new PanelList(heap, centroids.dimension());
      panels.append(centroids, row -> row, centroids.size());
      // too little work for sketches
      return new CentroidScan(panels, metric).nearest(queries, k, ONE);
    }
  }

  private static String byTiles(
      SketchedCentroids sketched, Vectors queries, int k, int room, Metric metric) {
    float[] distances = new float[QUERIES * k];
    long[] ids = new long[QUERIES * k];
    float[] values = QueryBlock.of(queries).values();
    new ProbeSearch(sketched, k, room).find(values, 0, QUERIES, distances, ids, 0);
    for (int i = 0; i < ids.length; i++) {
      float distance = metric.isSimilarity() ? 0f - distances[i] : distances[i];
      distances[i] = ids[i] < 0 ? metric.missing() : distance;
    }
    return text(new Neighbors(QUERIES, k, distances, ids));
  }

  private static String text(Neighbors found) {
    return Arrays.toString(found.ids()) + Arrays.toString(found.distances());
  }

  /// An index that is asked for much makes sketches meanwhile, and nobody notices.
  @ParameterizedTest
  @EnumSource(names = {"DECAYING", "HALF_SILENT", "DUPLICATES"})
  void scansFindTheSameBeforeAndAfterSketchesAreMade(Shapes shape) {
    Vectors centroids = shape.vectors(2000, 128, 3);
    Vectors few = shape.vectors(QUERIES, 128, 4);
    Vectors many = shape.vectors(1500, 128, 5);
    try (NativeHeap heap = new NativeHeap()) {
      PanelList panels = new PanelList(heap, 128);
      panels.append(centroids, row -> row, centroids.size());
      var scan = new CentroidScan(panels, Metric.L2);
      for (int k : new int[] {1, 10}) {
        String before = text(all(centroids, few, k, Metric.L2));
        scan.nearest(many, k, Parallelism.of(2));
        assertThat(text(scan.nearest(few, k, ONE))).isEqualTo(before);
        assertThat(repeated(scan, few, k)).isEqualTo(before);
      }
      if (shape == Shapes.DECAYING) {
        assertThat(scan.bytes()).isPositive();
      }
    }
  }

  private static String repeated(CentroidScan scan, Vectors queries, int k) {
    RepeatedCentroidScan repeated = scan.repeated(k);
    float[] distances = new float[QUERIES * k];
    long[] ids = new long[QUERIES * k];
    QueryBlock block = QueryBlock.empty(queries.dimension());
    for (int first = 0; first < QUERIES; first += 5) {
      block.load(queries, first, 5);
      repeated.nearest(block);
      for (int i = 0; i < 5 * k; i++) {
        distances[first * k + i] = repeated.distance(i);
        ids[first * k + i] = repeated.number(i);
      }
    }
    return text(new Neighbors(QUERIES, k, distances, ids));
  }

  @Test
  void ranksAreThoseOfASort() {
    var random = TestSeed.random(9);
    for (int n : new int[] {1, 2, 3, 17, 100}) {
      float[] values = new float[n];
      for (int i = 0; i < n; i++) {
        values[i] = random.nextInt(n);
      }
      float[] sorted = values.clone();
      Arrays.sort(sorted);
      for (int rank = 0; rank < n; rank++) {
        assertThat(Selection.find(values.clone(), n, rank)).isEqualTo(sorted[rank]);
      }
    }
  }
}
