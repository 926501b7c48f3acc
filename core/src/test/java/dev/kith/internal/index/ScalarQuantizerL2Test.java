// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.internal.quantize.ScalarQuantizer;
import dev.kith.internal.quantize.ScalarType;
import dev.kith.vector.Metric;

/// With codes that hold the test data exactly.
class ScalarQuantizerL2Test extends IndexContractTest {

  ScalarQuantizerL2Test() {
    super(Metric.L2);
  }

  @Override
  Index create() {
    return new ScalarQuantizerIndex(new ScalarQuantizer(D, ScalarType.BITS8_DIRECT_SIGNED), metric);
  }
}
