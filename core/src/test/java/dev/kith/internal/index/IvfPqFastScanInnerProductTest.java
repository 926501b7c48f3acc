// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Metric;

class IvfPqFastScanInnerProductTest extends IvfContractTest {

  IvfPqFastScanInnerProductTest() {
    super(Metric.INNER_PRODUCT);
  }

  @Override
  BaseIvfIndex<?> create(int lists) {
    return PackedModel.ivf(new FlatIndex(D, metric), lists, false);
  }

  @Override
  BruteForce nothing() {
    return PackedModel.of((IvfPqFastScanIndex) trained());
  }
}
