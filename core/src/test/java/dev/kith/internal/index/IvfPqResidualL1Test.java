// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.SearchOptions;
import dev.kith.vector.Metric;

/// With centroids of small whole numbers, so that codes of residuals hold the test data exactly.
class IvfPqResidualL1Test extends IndexContractTest {

  private static final int LISTS = 8;

  IvfPqResidualL1Test() {
    super(Metric.of(Metric.Kind.L1));
  }

  @Override
  Ids ids() {
    return Ids.OF_EITHER;
  }

  @Override
  SearchOptions everything() {
    return SearchOptions.defaults().nprobe(LISTS);
  }

  @Override
  IvfPqIndex create() {
    var centroids = PqFixture.centroids(LISTS, metric);
    return new IvfPqIndex(centroids, LISTS, metric, PqFixture.ofPairs(), true);
  }
}
