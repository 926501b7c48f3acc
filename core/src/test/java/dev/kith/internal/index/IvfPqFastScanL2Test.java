// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Metric;

class IvfPqFastScanL2Test extends IvfContractTest {

  IvfPqFastScanL2Test() {
    super(Metric.L2);
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
