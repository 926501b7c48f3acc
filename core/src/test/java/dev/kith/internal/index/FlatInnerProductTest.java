// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.vector.Metric;

class FlatInnerProductTest extends IndexContractTest {

  FlatInnerProductTest() {
    super(Metric.INNER_PRODUCT);
  }

  @Override
  Index create() {
    return new FlatIndex(D, metric);
  }
}
