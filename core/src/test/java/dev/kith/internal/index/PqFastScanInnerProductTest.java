// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Metric;

class PqFastScanInnerProductTest extends IndexContractTest {

  PqFastScanInnerProductTest() {
    super(Metric.INNER_PRODUCT);
  }

  @Override
  PqFastScanIndex create() {
    return PackedModel.flat(metric, FastScanSettings.DEFAULTS.withBlockSize(96));
  }

  @Override
  BruteForce nothing() {
    return PackedModel.of((PqFastScanIndex) opened(create()));
  }
}
