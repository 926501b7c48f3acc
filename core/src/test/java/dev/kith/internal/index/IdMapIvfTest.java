// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.vector.Metric;

class IdMapIvfTest extends IndexContractTest {

  IdMapIvfTest() {
    super(Metric.L2);
  }

  @Override
  Index create() {
    return new IdMapIndex(new IvfFlatIndex(new FlatIndex(D, metric), 8), true);
  }

  @Override
  Ids ids() {
    return Ids.OF_THE_CALLER;
  }

  @Override
  boolean canRemove() {
    return false;
  }

  @Override
  SearchOptions everything() {
    return SearchOptions.defaults().nprobe(8);
  }
}
