// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Metric;

/// With codes of 4 bits, which are unpacked.
class PqInnerProductTest extends IndexContractTest {

  PqInnerProductTest() {
    super(Metric.INNER_PRODUCT);
  }

  @Override
  PqIndex create() {
    return new PqIndex(PqFixture.ofComponents(), metric);
  }
}
