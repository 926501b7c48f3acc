// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Metric;

class IvfFlatL2Test extends IvfContractTest {

  IvfFlatL2Test() {
    super(Metric.L2);
  }

  @Override
  BaseIvfIndex<?> create(int lists) {
    return new IvfFlatIndex(new FlatIndex(D, metric), lists);
  }
}
