// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.vector.Metric;

class IvfFlatInnerProductTest extends IvfContractTest {

  IvfFlatInnerProductTest() {
    super(Metric.INNER_PRODUCT);
  }

  @Override
  Index create() {
    return new IvfFlatIndex(new FlatIndex(D, metric), LISTS);
  }
}
