// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import dev.kith.factory.IndexFactory;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Codes;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What refinement adds: candidates of a coarser index, ranked by a finer one.
class RefineIndexTest {

  private static final int D = 12;
  private static final int N = 500;
  private static final Vectors DATA = vectors(1, N);
  private static final Vectors QUERIES = vectors(2, 30);

  private static Vectors vectors(long salt, int n) {
    Random random = TestSeed.random(salt);
    float[] values = new float[n * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, D);
  }

  private static RefineIndex filled(String factory, Metric metric) {
    var index = (RefineIndex) IndexFactory.create(D, factory, metric);
    index.train(DATA, IndexFixture.QUIET);
    index.add(DATA, IndexFixture.QUIET);
    return index;
  }

  private static SearchOptions factor(double factor) {
    return SearchOptions.defaults().kFactor(factor);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 3.999, 10, 1000})
  void ranksTheCandidatesOfTheBase(double factor) {
    try (var index = filled("PCA3,Flat,RFlat", Metric.L2)) {
      int k = 4;
      Neighbors found = index.search(QUERIES, k, factor(factor));

      int candidates = Math.min(N, (int) (k * (float) factor));
      Neighbors coarse = index.base().search(QUERIES, candidates);
      for (int q = 0; q < QUERIES.size(); q++) {
        float[] query = QUERIES.row(q);
        List<Long> expected = ranked(ids(coarse, q), query).subList(0, k);
        assertThat(ids(found, q)).containsExactlyElementsOf(expected);
        assertThat((double) found.distance(q, 0))
            .isCloseTo(squared(query, DATA.row(expected.getFirst())), Offset.offset(1e-5));
      }
    }
  }

  private static List<Long> ids(Neighbors found, int query) {
    return IntStream.range(0, found.k()).mapToObj(rank -> found.id(query, rank)).toList();
  }

  private static List<Long> ranked(List<Long> ids, float[] query) {
    return ids.stream()
        .sorted(Comparator.comparingDouble(id -> squared(query, DATA.row(id))))
        .toList();
  }

  private static double squared(float[] x, float[] y) {
    return IntStream.range(0, D).mapToDouble(i -> (x[i] - (double) y[i]) * (x[i] - y[i])).sum();
  }

  @Test
  void theFactorOfTheIndexHoldsWhereACallHasNone() {
    try (var index = filled("PCA2,Flat,RFlat", Metric.L2)) {
      Neighbors expected = index.search(QUERIES, 5, factor(6));
      assertThat(index.search(QUERIES, 5).ids()).isNotEqualTo(expected.ids());
      index.setKFactor(6);

      assertThat(index.kFactor()).isEqualTo(6);
      assertThat(index.search(QUERIES, 5).ids()).isEqualTo(expected.ids());
      for (float wrong : new float[] {0.99f, 1001, Float.NaN, Float.POSITIVE_INFINITY}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> index.setKFactor(wrong))
            .withMessageContaining("k_factor is " + wrong);
      }
    }
  }

  @Test
  void parametersOfTheBaseReachIt() {
    try (var index = filled("IVF16,Flat,RFlat", Metric.L2);
        var exact = filled("Flat,RFlat", Metric.L2)) {
      assertThat(index.parameters())
          .containsExactlyInAnyOrder(
              SearchParameter.NPROBE, SearchParameter.MAX_CODES, SearchParameter.K_FACTOR);
      Neighbors expected = exact.search(QUERIES, 5);

      assertThat(index.search(QUERIES, 5).ids()).isNotEqualTo(expected.ids());
      assertThat(index.search(QUERIES, 5, SearchOptions.defaults().nprobe(16)).ids())
          .isEqualTo(expected.ids());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Flat,Refine(PCA3,Flat)'",
    "'PCA3,Flat,Refine(PCA6,Flat)'",
    "'IVF4,Flat,Refine(IVF8,Flat)'",
    "'Flat,RFlat,RFlat'",
    "'Flat,Refine(Flat,RFlat)'"
  })
  void distancesAreThoseOfTheRefiner(String factory) {
    for (Metric metric : new Metric[] {Metric.L2, Metric.INNER_PRODUCT}) {
      try (var index = filled(factory, metric)) {
        Neighbors found = index.search(QUERIES, 3, factor(3));
        Neighbors all = index.refiner().search(QUERIES, N, everything(index.refiner()));
        for (int q = 0; q < QUERIES.size(); q++) {
          for (int rank = 0; rank < 3; rank++) {
            int at = ids(all, q).indexOf(found.id(q, rank));
            assertThat(found.distance(q, rank))
                .isCloseTo(all.distance(q, at), Offset.offset(1e-4f));
          }
        }
      }
    }
  }

  private static SearchOptions everything(Index index) {
    return SearchOptions.defaults().nprobe(8).only(index.parameters());
  }

  @ParameterizedTest
  @EnumSource(names = {"L1", "LINF", "CANBERRA", "BRAY_CURTIS"})
  void otherMetricsAreRefinedToo(Metric.Kind kind) {
    try (var index = filled("Flat,RFlat", Metric.of(kind))) {
      assertThat(index.search(QUERIES, 5, factor(2)).ids())
          .isEqualTo(index.base().search(QUERIES, 5).ids());
    }
  }

  @Test
  void copiesOfTheQueryHaveNoDistance() {
    for (var factory : List.of("PCA3,Flat,RFlat", "PCA3,Flat,Refine(IVF4,Flat)")) {
      try (var index = filled(factory, Metric.L2)) {
        Neighbors found = index.search(DATA, 1, factor(4));
        assertThat(found.distances()).containsOnly(0f);
        assertThat(found.ids()).isEqualTo(LongStream.range(0, N).toArray());
      }
    }
  }

  /// A radius times a factor would be stricter where larger is better.
  @Test
  void aFactorWidensARange() {
    for (Metric metric : new Metric[] {Metric.L2, Metric.INNER_PRODUCT}) {
      try (var index = filled("PCA6,Flat,RFlat", metric)) {
        for (float radius : new float[] {6, 1, 0, -1}) {
          var exact = index.refiner().rangeSearch(QUERIES, radius);
          int few = total(index.rangeSearch(QUERIES, radius));
          var more = index.rangeSearch(QUERIES, radius, factor(5));

          assertThat(few).isLessThanOrEqualTo(total(more));
          assertThat(total(more)).isLessThanOrEqualTo(total(exact));
          for (int q = 0; q < QUERIES.size(); q++) {
            for (int i = 0; i < more.found(q); i++) {
              assertThat(isBetter(metric, more.distance(q, i), radius)).isTrue();
            }
          }
        }
      }
    }
  }

  private static int total(RangeNeighbors found) {
    return IntStream.range(0, found.queries()).map(found::found).sum();
  }

  private static boolean isBetter(Metric metric, float distance, float radius) {
    return metric.isSimilarity() ? distance > radius : distance < radius;
  }

  @Test
  void aFilterIsForTheCandidates() {
    try (var index = filled("PCA3,Flat,RFlat", Metric.L2)) {
      var even = factor(3).filter(id -> id % 2 == 0);
      for (long id : index.search(QUERIES, 9, even).ids()) {
        assertThat(id).isEven().isNotNegative();
      }
    }
  }

  @Test
  void codesAreThoseOfBothParts() {
    try (var index = filled("IVF16,Flat,Refine(PCA5,Flat)", Metric.L2)) {
      Codes codes = index.encode(DATA.slice(0, 10), Parallelism.of(1));

      assertThat(index.codeSize()).isEqualTo(1 + 4 * D + 4 * 5).isEqualTo(codes.codeSize());
      Codes ofBase = index.base().encode(DATA.slice(3, 4), Parallelism.of(1));
      assertThat(Arrays.copyOf(codes.row(3), ofBase.codeSize())).isEqualTo(ofBase.row(0));
      assertThat(index.decode(codes).row(3)).isEqualTo(index.reconstruct(3));
    }
  }

  @Test
  void anAddThatFailsLeavesBothPartsAsTheyWere() {
    try (var index = filled("IVF16,Flat,RFlat", Metric.L2)) {
      ((IvfFlatIndex) index.base()).quantizer().close();

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> index.add(DATA, IndexFixture.QUIET));
      assertThat(index.base().size()).isEqualTo(N);
      assertThat(index.refiner().size()).isEqualTo(N);
    }
  }

  @Test
  void theSameVectorsLeaveBothParts() {
    try (var index = filled("Flat,Refine(Flat)", Metric.L2)) {
      IdFilter gone = id -> id % 3 == 1;
      assertThat(index.remove(gone)).isEqualTo(167);

      assertThat(index.base().reconstruct(0, index.size()).segment())
          .matches(base -> base.mismatch(index.refiner().reconstruct(0, 333).segment()) < 0);
      assertThat(index.reconstruct(1)).isEqualTo(DATA.row(2));
    }
  }

  @Test
  void partsMustFit() {
    var flat = new FlatIndex(D, Metric.L2);
    flat.add(DATA, IndexFixture.QUIET);
    for (Index wrong :
        List.of(new FlatIndex(D + 1, Metric.L2), new FlatIndex(D, Metric.INNER_PRODUCT), flat)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RefineIndex(new FlatIndex(D, Metric.L2), wrong))
          .withMessageContaining("must have the same dimension, metric and size");
    }
    var numbered = new IdMapIndex(new FlatIndex(D, Metric.L2), true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RefineIndex(new FlatIndex(D, Metric.L2), numbered))
        .withMessageContaining("put the id map around the refinement");
    var withIds = new RefineIndex(numbered, new FlatIndex(D, Metric.L2));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> withIds.add(DATA, IndexFixture.QUIET))
        .withMessageContaining("IDMap,PQ16,RFlat");
  }
}
