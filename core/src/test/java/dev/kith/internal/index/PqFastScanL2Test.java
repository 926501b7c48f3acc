// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Metric;

class PqFastScanL2Test extends IndexContractTest {

  PqFastScanL2Test() {
    super(Metric.L2);
  }

  @Override
  PqFastScanIndex create() {
    return PackedModel.flat(metric, FastScanSettings.DEFAULTS);
  }

  @Override
  BruteForce nothing() {
    return PackedModel.of((PqFastScanIndex) opened(create()));
  }
}
