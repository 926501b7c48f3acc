// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.quantize.ScalarQuantizer;
import dev.kith.internal.quantize.ScalarType;
import dev.kith.vector.Metric;

/// With codes that hold the test data exactly.
class IvfScalarQuantizerInnerProductTest extends IvfContractTest {

  IvfScalarQuantizerInnerProductTest() {
    super(Metric.INNER_PRODUCT);
  }

  @Override
  BaseIvfIndex<?> create(int lists) {
    var codec = new ScalarQuantizer(D, ScalarType.FP16);
    return new IvfScalarQuantizerIndex(new FlatIndex(D, metric), lists, metric, codec, false);
  }
}
