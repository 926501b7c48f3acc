// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.Index;
import dev.kith.vector.Metric;
import org.junit.jupiter.api.Test;

class IdMap2FlatTest extends IndexContractTest {

  IdMap2FlatTest() {
    super(Metric.INNER_PRODUCT);
  }

  @Override
  Index create() {
    return new IdMapIndex(new FlatIndex(D, metric), true);
  }

  @Override
  Ids ids() {
    return Ids.OF_THE_CALLER;
  }

  /// As in Faiss: the specification of the factory, section 2.17.
  @Test
  void anIdThatWasAddedTwiceIsTheLastOne() {
    Index index = trained();
    index.add(data.slice(0, 3), new long[] {7, 8, 7}, QUIET);

    assertThat(index.reconstruct(7)).isEqualTo(data.row(2));
    assertThat(index.remove(id -> id == 7)).isEqualTo(2);
    assertThat(index.reconstruct(8)).isEqualTo(data.row(1));
  }
}
