// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Metric;

/// With codes that hold the test data exactly.
class PqL2Test extends IndexContractTest {

  PqL2Test() {
    super(Metric.L2);
  }

  @Override
  PqIndex create() {
    return new PqIndex(PqFixture.ofPairs(), metric);
  }
}
