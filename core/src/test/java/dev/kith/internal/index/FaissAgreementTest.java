// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Metric.Kind;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same searches in Faiss and in Kith: the same ids in the same order, and the same distances.
class FaissAgreementTest {

  private static final int LISTS = 11;
  private static final int N = 400;

  @TempDir private Path folder;

  @BeforeAll
  static void faissIsThere() {
    assumeTrue(FaissProcess.isThere(), FaissProcess::whyNot);
  }

  /// One search; `nprobe` 0 stands for Flat.
  private record Case(String kind, Kind metric, int nprobe, double number) {
    String name() {
      return String.join("_", kind, metric.name(), "" + nprobe, "" + number);
    }

    String line() {
      String shown = kind.equals("search") ? "" + (int) number : "" + number;
      return String.join(" ", name(), kind, metric.name(), "" + nprobe, shown);
    }
  }

  private static List<Case> cases(double... radii) {
    var cases = new ArrayList<Case>();
    for (Kind metric : List.of(Kind.L2, Kind.INNER_PRODUCT, Kind.L1, Kind.LINF)) {
      boolean lists = metric == Kind.L2 || metric == Kind.INNER_PRODUCT;
      for (int nprobe : lists ? new int[] {0, 1, 3, LISTS, LISTS + 5} : new int[] {0}) {
        for (int k : new int[] {1, 2, 10, 64, N + 20}) {
          cases.add(new Case("search", metric, nprobe, k));
        }
        for (double radius : lists ? radii : new double[0]) {
          cases.add(new Case("range", metric, nprobe, radius));
        }
      }
    }
    return cases;
  }

  @Test
  void onGaussianVectors() throws IOException {
    Random random = TestSeed.random(21);
    Vectors vectors = draw(N, 32, random::nextGaussian);
    Vectors queries = draw(37, 32, random::nextGaussian);

    compare(vectors, queries, vectors.slice(0, LISTS), cases(-3, 0, 4.5, 50), 1e-5);
  }

  /// Exact distances, and many that are the same: the order of ties must agree as well.
  @Test
  void onWholeNumbersFullOfDuplicates() throws IOException {
    Random random = TestSeed.random(22);
    Vectors pool = draw(60, 6, () -> random.nextInt(5) - 2);
    Vectors vectors = pool.select(random.ints(N, 0, 60).toArray());
    Vectors queries = pool.select(random.ints(37, 0, 60).toArray());

    compare(vectors, queries, pool.slice(0, LISTS), cases(-2, 0, 1, 12, 13), 0);
  }

  private static Vectors draw(int n, int d, DoubleSupplier values) {
    float[] all = new float[n * d];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) values.getAsDouble();
    }
    return Vectors.of(all, d);
  }

  private void compare(
      Vectors vectors, Vectors queries, Vectors centroids, List<Case> cases, double tolerance)
      throws IOException {
    var faiss = new FaissProcess(folder);
    faiss.answer(vectors, queries, centroids, cases.stream().map(Case::line).toList());
    for (Case one : cases) {
      try (Index index = build(one, vectors, centroids)) {
        if (one.kind.equals("search")) {
          compareSearch(faiss, one, index, queries, tolerance);
        } else {
          compareRange(faiss, one, index, queries, tolerance);
        }
      }
    }
  }

  private static Index build(Case one, Vectors vectors, Vectors centroids) {
    Index index = new FlatIndex(vectors.dimension(), Metric.of(one.metric));
    if (one.nprobe > 0) {
      index.add(centroids);
      index = new IvfFlatIndex(index, LISTS);
    }
    index.add(vectors);
    return index;
  }

  private static SearchOptions options(Case one) {
    SearchOptions defaults = SearchOptions.defaults();
    return one.nprobe > 0 ? defaults.nprobe(one.nprobe) : defaults;
  }

  private static void compareSearch(
      FaissProcess faiss, Case one, Index index, Vectors queries, double tolerance)
      throws IOException {
    Neighbors found = index.search(queries, (int) one.number, options(one));

    assertClose(found.distances(), faiss.floats(one.name() + ".distances"), tolerance, one);
    assertSame(found, faiss.longs(one.name() + ".ids"), tolerance, one);
  }

  /// Neighbours may change places only where rounding decides: both sum in an order of their own.
  private static void assertSame(Neighbors found, long[] expected, double tolerance, Case one) {
    for (int i = 0; i < expected.length; i++) {
      int query = i / found.k();
      if (found.ids()[i] != expected[i]) {
        int place = rank(found, query, expected[i]);
        assertThat(place).as(one.name() + ", id " + expected[i]).isNotNegative();
        double distance = found.distance(query, place);
        double allowed = tolerance * Math.max(1, Math.abs(distance));
        assertThat(distance).as(one.name()).isCloseTo(found.distances()[i], within(allowed));
      }
    }
  }

  private static int rank(Neighbors found, int query, long id) {
    for (int rank = 0; rank < found.k(); rank++) {
      if (found.id(query, rank) == id) {
        return rank;
      }
    }
    return -1;
  }

  private static void assertClose(float[] actual, float[] expected, double tolerance, Case one) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      double allowed = tolerance * Math.max(1, Math.abs(expected[i]));
      assertThat((double) actual[i])
          .as("%s, result %d", one.name(), i)
          .isCloseTo(expected[i], within(allowed));
    }
  }

  private static void compareRange(
      FaissProcess faiss, Case one, Index index, Vectors queries, double tolerance)
      throws IOException {
    long[] limits = faiss.longs(one.name() + ".limits");
    long[] ids = faiss.longs(one.name() + ".ids");
    float[] distances = faiss.floats(one.name() + ".distances");
    RangeNeighbors found = index.rangeSearch(queries, (float) one.number, options(one));
    for (int q = 0; q < found.queries(); q++) {
      int query = q;
      int start = (int) limits[q];
      var actual =
          new Pairs(found.found(q), i -> found.id(query, i), i -> found.distance(query, i));
      var expected =
          new Pairs((int) limits[q + 1] - start, i -> ids[start + i], i -> distances[start + i]);
      assertThat(actual.ids()).as("%s, query %d", one.name(), q).isEqualTo(expected.ids());
      assertClose(actual.distances(), expected.distances(), tolerance, one);
    }
  }

  /// Results of a query by ascending id, for a range search has no order.
  private record Pairs(int count, IntToLongFunction id, IntFunction<Float> distance) {

    private int[] order() {
      return IntStream.range(0, count)
          .boxed()
          .sorted(Comparator.comparingLong(id::applyAsLong))
          .mapToInt(Integer::intValue)
          .toArray();
    }

    List<Long> ids() {
      return IntStream.of(order()).mapToObj(id::applyAsLong).toList();
    }

    float[] distances() {
      int[] order = order();
      float[] sorted = new float[count];
      for (int i = 0; i < count; i++) {
        sorted[i] = distance.apply(order[i]);
      }
      return sorted;
    }
  }
}
