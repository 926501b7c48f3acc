// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.vector.Metric;

/// A coarse quantizer that is an inverted file itself.
class NestedIvfTest extends IvfContractTest {

  NestedIvfTest() {
    super(Metric.L2);
  }

  @Override
  Index create() {
    IvfFlatIndex quantizer = new IvfFlatIndex(new FlatIndex(D, metric), 2);
    quantizer.setNprobe(2);
    return new IvfFlatIndex(quantizer, LISTS);
  }
}
