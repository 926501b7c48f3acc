// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.vector.Metric;

/// `IVF8,Flat,RFlat`: a base whose ids do not move.
class RefinedIvfTest extends IndexContractTest {

  RefinedIvfTest() {
    super(Metric.L2);
  }

  @Override
  Index create() {
    return new RefineIndex(new IvfFlatIndex(new FlatIndex(D, metric), 8), new FlatIndex(D, metric));
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
