// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.quantize.ScalarQuantizer;
import dev.kith.internal.quantize.ScalarType;
import dev.kith.vector.Metric;

/// With codes that hold the test data exactly.
class IvfScalarQuantizerL2Test extends IvfContractTest {

  IvfScalarQuantizerL2Test() {
    super(Metric.L2);
  }

  @Override
  BaseIvfIndex<?> create(int lists) {
    var codec = new ScalarQuantizer(D, ScalarType.BITS8_DIRECT_SIGNED);
    return new IvfScalarQuantizerIndex(new FlatIndex(D, metric), lists, metric, codec, false);
  }
}
