// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Metric;

/// A coarse quantizer that is an inverted file itself.
class NestedIvfTest extends IvfContractTest {

  NestedIvfTest() {
    super(Metric.L2);
  }

  @Override
  BaseIvfIndex<?> create(int lists) {
    IvfFlatIndex quantizer = new IvfFlatIndex(new FlatIndex(D, metric), Math.min(2, lists));
    quantizer.setNprobe(2);
    return new IvfFlatIndex(quantizer, lists);
  }
}
