// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every index promises of its searches.
abstract class SearchContract extends IndexFixture {

  SearchContract(Metric metric) {
    super(metric);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 100, N, N + 7})
  void findsWhatBruteForceFinds(int k) {
    Neighbors found = filled().search(queries, k, everything());

    expected().check(queries, k, found);
  }

  @Test
  void aBatchGivesWhatEachOfItsQueriesGives() {
    Index index = filled();
    for (int k : new int[] {1, 10}) {
      Neighbors batch = index.search(queries, k);
      for (int q = 0; q < queries.size(); q++) {
        Neighbors single = index.search(queries.slice(q, q + 1), k);
        for (int rank = 0; rank < k; rank++) {
          assertThat(single.id(0, rank)).isEqualTo(batch.id(q, rank));
          assertThat(single.distance(0, rank)).isEqualTo(batch.distance(q, rank));
        }
      }
    }
  }

  @Test
  void noQueriesGetAnEmptyAnswer() {
    Vectors none = Vectors.allocate(0, D);

    assertThat(filled().search(none, 3).queries()).isZero();
    assertThat(filled().search(none, 3).k()).isEqualTo(3);
    assertThat(filled().rangeSearch(none, 1).queries()).isZero();
  }

  @Test
  void anEmptyIndexFindsNothing() {
    Index empty = trained();

    nothing().check(queries, 3, empty.search(queries, 3));
    nothing().check(queries, 1000, empty.rangeSearch(queries, 1000));
  }

  @Test
  void aWrongDimensionIsNamed() {
    Index index = filled();
    Vectors wide = Vectors.allocate(2, D + 1);

    for (Runnable call :
        List.<Runnable>of(
            () -> index.search(wide, 1),
            () -> index.rangeSearch(wide, 1),
            () -> index.add(wide, QUIET),
            () -> index.train(wide, QUIET))) {
      assertThatIllegalArgumentException()
          .isThrownBy(call::run)
          .withMessageContaining("dimension 13")
          .withMessageContaining("12");
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aRowThatIsNotFiniteIsNamed(float bad) {
    Index index = trained();
    float[] row = new float[D];
    row[D - 1] = bad;
    Vectors vectors = Vectors.allocate(5, D);
    vectors.set(3, row);

    for (Runnable call :
        List.<Runnable>of(
            () -> index.search(vectors, 1),
            () -> index.rangeSearch(vectors, 1),
            () -> index.add(vectors, new long[5], QUIET),
            () -> index.train(vectors, QUIET))) {
      assertThatIllegalArgumentException()
          .isThrownBy(call::run)
          .withMessageMatching(".*(query|vector) 3 holds a NaN or an infinity.*");
    }
    assertThat(index.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void kMustBePositive(int k) {
    Index index = filled();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.search(queries, k))
        .withMessage("k is %d, and must be at least 1", k);
  }

  @Test
  void anAnswerThatFitsNoArrayIsRefused() {
    Index index = trained();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.search(queries, Integer.MAX_VALUE))
        .withMessageContaining("19 queries x 2147483647 results")
        .withMessageContaining("smaller batches");
  }

  @Test
  void anUntrainedIndexSaysSo() {
    Index index = untrained();
    if (index.isTrained()) {
      return; // nothing to learn
    }
    for (Runnable call :
        List.<Runnable>of(
            () -> index.search(queries, 1),
            () -> index.rangeSearch(queries, 1),
            () -> index.reconstruct(0),
            () -> add(index, 0, 1))) {
      assertThatIllegalStateException()
          .isThrownBy(call::run)
          .withMessageContaining("not trained")
          .withMessageContaining("call train");
    }
  }

  @Test
  void anUnknownOptionIsRefusedWithTheKnownOnes() {
    Index index = filled();
    for (SearchParameter parameter : SearchParameter.values()) {
      SearchOptions options = SearchOptions.defaults().with(parameter, 2);
      if (index.parameters().contains(parameter)) {
        assertThat(index.search(queries, 1, options).queries()).isEqualTo(19);
      } else {
        assertRefused(index, parameter, options);
      }
    }
  }

  private void assertRefused(Index index, SearchParameter parameter, SearchOptions options) {
    String known =
        index.parameters().isEmpty()
            ? "it takes no parameters"
            : index.parameters().stream()
                .map(SearchParameter::text)
                .sorted()
                .collect(Collectors.joining(", ", "it takes ", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.search(queries, 1, options))
        .withMessageContaining("has no " + parameter.text())
        .withMessageEndingWith(known);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.rangeSearch(queries, 1, options))
        .withMessageContaining("has no " + parameter.text());
  }

  private List<IdFilter> filters() {
    var bits = new BitSet();
    for (int row = 0; row < N; row += 3) {
      bits.set((int) (id(row) & Integer.MAX_VALUE));
    }
    long[] sorted = {id(5), id(77), id(131), id(132), 99_999_999_999_999L};
    Arrays.sort(sorted);
    var filters = new ArrayList<IdFilter>();
    filters.add(IdFilter.of(id -> id % 2 == 0));
    filters.add(IdFilter.of(bits));
    filters.add(rows(64, 129));
    filters.add(IdFilter.sorted(sorted));
    filters.add(id -> false);
    List.copyOf(filters).forEach(filter -> filters.add(filter.negate()));
    return filters;
  }

  @Test
  void aFilterHidesWhatItRefuses() {
    Index index = filled();
    for (IdFilter filter : filters()) {
      BruteForce kept = expected().retain(filter);
      for (int k : new int[] {1, 7, N + 1}) {
        kept.check(queries, k, index.search(queries, k, everything().filter(filter)));
      }
      float radius = middle(expected());
      kept.check(queries, radius, index.rangeSearch(queries, radius, everything().filter(filter)));
    }
  }

  /// A distance that occurs, so that strictness shows.
  private float middle(BruteForce stored) {
    return stored.hits(queries.row(0)).get(stored.size() / 3).distance();
  }

  @Test
  void aRangeIsStrict() {
    Index index = filled();
    float exact = middle(expected());
    float[] radii = {
      exact,
      Math.nextUp(exact),
      Math.nextDown(exact),
      0,
      -0f,
      -1,
      40,
      1e30f,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY
    };
    for (float radius : radii) {
      RangeNeighbors found = index.rangeSearch(queries, radius, everything());
      expected().check(queries, radius, found);
    }
  }

  @Test
  void aRadiusMustBeANumber() {
    Index index = filled();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.rangeSearch(queries, Float.NaN))
        .withMessageContaining("NaN");
  }

  /// Distances beyond what a float can hold are no distances, and no NaN comes out.
  @Test
  void vectorsTooFarForAFloatAreNeverANaN() {
    Index index = trained();
    float[] far = new float[D];
    Arrays.fill(far, Float.MAX_VALUE);
    far[0] = -Float.MAX_VALUE;
    Vectors vectors = Vectors.of(new float[][] {far});
    if (ids() == Ids.OF_THE_INDEX) {
      index.add(vectors, QUIET);
    } else {
      index.add(vectors, new long[] {3}, QUIET);
    }

    assertThat(index.size()).isEqualTo(1);
    for (float distance : index.search(queries, 2, everything()).distances()) {
      assertThat(distance).isNotNaN();
    }
  }
}
