// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.vector.Metric;

/// `Flat,RFlat`.
class RefinedFlatTest extends IndexContractTest {

  RefinedFlatTest() {
    super(Metric.L2);
  }

  @Override
  Index create() {
    return new RefineIndex(new FlatIndex(D, metric), new FlatIndex(D, metric));
  }
}
