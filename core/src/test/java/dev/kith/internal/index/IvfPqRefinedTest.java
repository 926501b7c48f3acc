// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.SearchOptions;
import dev.kith.vector.Metric;
import org.junit.jupiter.api.Test;

/// With a first code that holds even numbers, and a second one for the rest.
class IvfPqRefinedTest extends IndexContractTest {

  private static final int LISTS = 8;

  IvfPqRefinedTest() {
    super(Metric.L2);
  }

  @Override
  boolean canRemove() {
    return false;
  }

  /// As many candidates as there are vectors.
  @Override
  SearchOptions everything() {
    return SearchOptions.defaults().nprobe(LISTS).kFactor(N);
  }

  @Override
  IvfPqRefinedIndex create() {
    return new IvfPqRefinedIndex(
        PqFixture.centroids(LISTS, metric),
        LISTS,
        PqFixture.ofEvenNumbers(),
        true,
        PqFixture.ofComponents());
  }

  /// The first codes alone are off by up to 1 in every component.
  @Test
  void moreCandidatesGiveBetterResults() {
    var index = (IvfPqRefinedIndex) filled();
    int before = 0;
    for (float factor : new float[] {1, 2, 8}) {
      index.setKFactor(factor);
      var found = index.search(queries, 5, SearchOptions.defaults().nprobe(LISTS));
      var exact = index.search(queries, 5, everything());
      int same = 0;
      for (int i = 0; i < found.distances().length; i++) {
        same += found.distances()[i] == exact.distances()[i] ? 1 : 0;
      }
      assertThat(same).isGreaterThan(before);
      before = same;
    }
  }

  @Test
  void vectorsStay() {
    var index = filled();

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> index.remove(id -> id == 3))
        .withMessageContaining("positions in the second codes");
    check(index, expected());
  }

  @Test
  void theFactorHasBounds() {
    try (var index = create()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.setKFactor(0.5f))
          .withMessage("k_factor is 0.5, and must be 1 to 1000");
    }
  }
}
