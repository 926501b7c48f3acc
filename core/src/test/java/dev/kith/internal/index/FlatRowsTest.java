// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.vector.Metric;

/// The layout of refiners, searched like any index.
class FlatRowsTest extends IndexContractTest {

  FlatRowsTest() {
    super(Metric.L2);
  }

  @Override
  Index create() {
    return new FlatRowsIndex(D, metric);
  }
}
