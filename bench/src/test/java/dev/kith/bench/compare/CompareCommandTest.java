// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

  private static final String PYTHON = System.getProperty("kith.python", "/usr/bin/python3");

  @TempDir Path folder;

  @Test
  void writesOneTableOfBoth() throws Exception {
    assumeTrue(run(List.of(PYTHON, "-c", "import faiss, numpy")) == 0, "no Faiss in " + PYTHON);
    var out = folder.resolve("out");
    List<String> command = new ArrayList<>(List.of(PYTHON, "compare"));
    command.addAll(List.of(vectors(900, 1), vectors(50, 2)));
    command.addAll(List.of("-f", "IVF4,Flat nprobe=1,4", "-f", "Flat", "-k", "5"));
    command.addAll(List.of("--arms", "kith,faiss", "--runs", "2", "--seconds", "0.01"));
    command.addAll(List.of("--no-build", "--out", out.toString()));
    assertThat(run(command)).as(Files.readString(folder.resolve("log"))).isZero();

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

  private int run(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KITH_BENCH_CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return -1; // no such Python
    }
    Files.writeString(
        folder.resolve("log"), new String(process.getInputStream().readAllBytes(), UTF_8));
    return process.waitFor();
  }
}
