// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.io.Npy;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContenderLoopTest {

  private static final String RATE = "[0-9]+[.][0-9]{3}";

  private static ContenderLoop loop(String index) {
    float[] values = new float[400];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    var base = Vectors.of(values, 1);
    var queries = Vectors.of(new float[] {7.1f, 100.2f}, 1);
    return new ContenderLoop(KithContender::new, new Task(index, base, queries, 2, Metric.L2, 1));
  }

  @Test
  void buildsSearchesAndMeasures(@TempDir Path folder) throws IOException {
    var loop = loop("IVF2,Flat");
    assertThat(loop.answer("name")).startsWith("Kith ").contains("\t");
    assertThat(loop.answer("build")).matches("[0-9.]+ [0-9.]+ [1-9][0-9]+");
    assertThat(loop.answer("set nprobe 2.0")).isEqualTo("ok");
    var file = folder.resolve("ids.npy");
    assertThat(loop.answer("ids " + file)).isEqualTo("ok");
    assertThat(Npy.readLongRows(file)).isDeepEqualTo(new long[][] {{7, 8}, {100, 101}});
    assertThat(loop.answer("batch 0.001")).matches(RATE);
    assertThat(loop.answer("single 0.001")).matches(RATE);
  }

  @Test
  void buildsOtherIndexesFirstWhereThatIsWanted() {
    var loop = loop("Flat");
    assertThat(loop.answer("pollute")).isEqualTo("ok");
    assertThat(loop.answer("build")).matches("[0-9.]+ [0-9.]+ [1-9][0-9]+");
  }

  @Test
  void saysWhatFails() {
    var loop = loop("Flat");
    assertThat(loop.answer("dance")).startsWith("error: ").contains("dance");
    assertThat(loop.answer("set nprobes 2")).startsWith("error: ").contains("nprobes");
  }
}
