// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Metric;

/// With codes of whole vectors, which hold the test data exactly.
class IvfPqInnerProductTest extends IvfContractTest {

  IvfPqInnerProductTest() {
    super(Metric.INNER_PRODUCT);
  }

  @Override
  BaseIvfIndex<?> create(int lists) {
    return new IvfPqIndex(new FlatIndex(D, metric), lists, metric, PqFixture.ofPairs(), false);
  }
}
