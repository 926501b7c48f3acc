// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.SearchOptions;
import dev.kith.vector.Metric;

/// With centroids of small whole numbers, so that codes of residuals hold the test data exactly.
class IvfPqResidualInnerProductTest extends IndexContractTest {

  private static final int LISTS = 8;

  IvfPqResidualInnerProductTest() {
    super(Metric.INNER_PRODUCT);
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
