// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Metric;

class IvfFlatInnerProductTest extends IvfContractTest {

  IvfFlatInnerProductTest() {
    super(Metric.INNER_PRODUCT);
  }

  @Override
  BaseIvfIndex<?> create(int lists) {
    return new IvfFlatIndex(new FlatIndex(D, metric), lists);
  }
}
