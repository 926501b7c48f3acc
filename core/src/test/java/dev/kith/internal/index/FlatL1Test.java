// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.vector.Metric;

class FlatL1Test extends IndexContractTest {

  FlatL1Test() {
    super(Metric.of(Metric.Kind.L1));
  }

  @Override
  Index create() {
    return new FlatIndex(D, metric);
  }
}
