// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Metric;

/// With a metric for which codes are decoded.
class PqL1Test extends IndexContractTest {

  PqL1Test() {
    super(Metric.of(Metric.Kind.L1));
  }

  @Override
  PqIndex create() {
    return new PqIndex(PqFixture.ofPairs(), metric);
  }
}
