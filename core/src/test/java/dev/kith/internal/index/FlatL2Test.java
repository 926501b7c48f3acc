// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.vector.Metric;

class FlatL2Test extends IndexContractTest {

  FlatL2Test() {
    super(Metric.L2);
  }

  @Override
  Index create() {
    return new FlatIndex(D, metric);
  }
}
