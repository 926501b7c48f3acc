// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.internal.quantize.ScalarQuantizer;
import dev.kith.internal.quantize.ScalarType;
import dev.kith.vector.Metric;

/// With codes that hold the test data exactly.
class ScalarQuantizerInnerProductTest extends IndexContractTest {

  ScalarQuantizerInnerProductTest() {
    super(Metric.INNER_PRODUCT);
  }

  @Override
  Index create() {
    return new ScalarQuantizerIndex(new ScalarQuantizer(D, ScalarType.FP16), metric);
  }
}
