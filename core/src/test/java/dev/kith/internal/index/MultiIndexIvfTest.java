// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.vector.Metric;

/// `IMI2x2,Flat`.
class MultiIndexIvfTest extends IndexContractTest {

  MultiIndexIvfTest() {
    super(Metric.L2);
  }

  @Override
  Index create() {
    return new IvfFlatIndex(new MultiIndexQuantizer(new ProductQuantizer(D, 2, 2)), 16);
  }

  @Override
  Ids ids() {
    return Ids.OF_EITHER;
  }

  @Override
  SearchOptions everything() {
    return SearchOptions.defaults().nprobe(16);
  }
}
