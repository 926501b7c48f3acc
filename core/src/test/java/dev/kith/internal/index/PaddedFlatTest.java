// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.transform.DimensionMap;
import dev.kith.vector.Metric;
import java.util.List;

/// A flat index behind a transform that changes no distance.
class PaddedFlatTest extends IndexContractTest {

  PaddedFlatTest() {
    super(Metric.L2);
  }

  @Override
  Index create() {
    var padding = DimensionMap.padding(D, D + 3);
    return new PreTransformIndex(List.of(padding), new FlatIndex(D + 3, metric));
  }
}
