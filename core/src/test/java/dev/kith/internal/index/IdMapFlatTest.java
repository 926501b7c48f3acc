// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.vector.Metric;

class IdMapFlatTest extends IndexContractTest {

  IdMapFlatTest() {
    super(Metric.L2);
  }

  @Override
  Index create() {
    return new IdMapIndex(new FlatIndex(D, metric), false);
  }

  @Override
  Ids ids() {
    return Ids.OF_THE_CALLER;
  }

  @Override
  boolean canReconstruct() {
    return false;
  }
}
