// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.vector.Metric;

/// `Flat,RFlat` for a similarity.
class RefinedFlatInnerProductTest extends IndexContractTest {

  RefinedFlatInnerProductTest() {
    super(Metric.INNER_PRODUCT);
  }

  @Override
  Index create() {
    return new RefineIndex(new FlatIndex(D, metric), new FlatIndex(D, metric));
  }
}
