// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.vector.Metric;

/// `Flat,Refine(IVF8,Flat)`: a refiner that decodes what it compares.
class RefinedByIvfTest extends IndexContractTest {

  RefinedByIvfTest() {
    super(Metric.L2);
  }

  @Override
  Index create() {
    return new RefineIndex(new FlatIndex(D, metric), new IvfFlatIndex(new FlatIndex(D, metric), 8));
  }

  @Override
  boolean canRemove() {
    return false;
  }
}
