// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCommandTest {

  private static Python.Run model(String... arguments) throws Exception {
    assumeTrue(Python.run(List.of("-c", "")).code() == 0, "no Python");
    List<String> all = new ArrayList<>(List.of("model"));
    all.addAll(List.of(arguments));
    return Python.run(all);
  }

  @Test
  void countsTheBytesOfAQuery() throws Exception {
    var flat = model("1000", "100", "Flat", "--gbs", "40,40,40", "--gflops", "1e9");
    assertThat(flat.output()).contains("| single | 0 | 400,000 | 0 | 100,000 |");
    var lists = model("1000", "100", "IVF10,PQ50x4fs,RFlat", "--nprobe", "2,5", "-k", "3");
    assertThat(lists.output())
        .contains("| nprobe 2, single | 4,000 | 5,000 | 4,800 |")
        .contains("| nprobe 5, single | 4,000 | 12,500 | 4,800 |");
  }

  @Test
  void readsSketchesFirst() throws Exception {
    var flat = model("1000", "100", "Flat", "--sketch", "20", "--survivors", "0.1");
    assertThat(flat.output()).contains("| single | 0 | 60,000 | 0 |");
  }

  @Test
  void readsAListOnceForABatch() throws Exception {
    var lists = model("1000", "100", "IVF10,SQ8", "--nprobe", "10", "--queries", "100");
    assertThat(lists.output()).contains("| nprobe 10, batch of 100 | 40 | 1,000 | 0 |");
  }

  @Test
  void saysWhatItHasNoModelOf() throws Exception {
    var run = model("1000", "100", "HNSW32");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.output()).contains("no model of \"HNSW32\"");
  }
}
