// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.SearchOptions;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;

/// With centroids of small whole numbers, so that codes of residuals hold the test data exactly.
class IvfPqFastScanResidualInnerProductTest extends IndexContractTest {

  private static final int LISTS = 8;

  IvfPqFastScanResidualInnerProductTest() {
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
  IvfPqFastScanIndex create() {
    var centroids = new FlatIndex(D, metric);
    centroids.add(wholeNumbers(TestSeed.random(13), LISTS, 3), QUIET);
    return PackedModel.ivf(centroids, LISTS, true);
  }

  @Override
  BruteForce nothing() {
    return PackedModel.of((IvfPqFastScanIndex) trained());
  }
}
