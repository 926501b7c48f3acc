// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.bench.Python;
import dev.kith.io.Npy;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command itself, on a few vectors, with Kith and with Faiss in Debian's Python.
class CompareCommandTest {

  @TempDir Path folder;

  @Test
  void writesOneTableOfBoth() throws Exception {
    assumeTrue(Python.run(List.of("-c", "import faiss, numpy")).code() == 0, "no Faiss");
    var out = folder.resolve("out");
    List<String> command = new ArrayList<>(List.of("compare"));
    command.addAll(List.of(vectors(900, 1), vectors(50, 2)));
    command.addAll(List.of("-f", "IVF4,Flat nprobe=1,4", "-f", "Flat", "-k", "5"));
    command.addAll(List.of("--arms", "kith,faiss", "--runs", "2", "--seconds", "0.01"));
    command.addAll(List.of("--no-build", "--out", out.toString()));
    var run = Python.run(command);
    assertThat(run.code()).as(run.output()).isZero();

    var lines = Files.readAllLines(out.resolve("table.csv"));
    assertThat(lines).hasSize(1 + 2 * 3);
    for (int arm = 0; arm < 2; arm++) {
      assertThat(lines.get(1 + 3 * arm))
          .contains(arm == 0 ? "Kith" : "Faiss")
          .contains("nprobe=1,");
      assertThat(lines.get(2 + 3 * arm)).contains(",nprobe=4,1.000000,");
      assertThat(lines.get(3 + 3 * arm)).contains(",Flat,,1.000000,");
    }
    assertThat(out.resolve("table.md"))
        .content()
        .contains("recall@5", "GFLOP/s", "| Flat |", "x) |");
    assertThat(out.resolve("plot.svg"))
        .content()
        .startsWith("<svg ")
        .contains("kith Flat", "nprobe 4");
  }

  private String vectors(int n, long seed) throws IOException {
    var random = new Random(seed);
    float[] values = new float[n * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    var file = folder.resolve(n + ".npy");
    Npy.write(file, Vectors.of(values, 8));
    return file.toString();
  }
}
