// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {

  @TempDir Path folder;

  private Run bench(String... more) throws IOException {
    var out = new StringWriter();
    var err = new StringWriter();
    var console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    var cancellation = new Cancellation();
    var measurement = new Measurement(System::nanoTime, cancellation, 0, 0);
    var command = new CommandLine(new BenchCommand(console, cancellation, measurement));
    Path base = TestData.npy(folder.resolve("base.npy"), 400, 8, 1);
    Path queries = TestData.npy(folder.resolve("queries.npy"), 20, 8, 2);
    String[] all = new String[more.length + 6];
    String[] first = {base.toString(), queries.toString(), "-k", "5", "--threads", "2"};
    System.arraycopy(first, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return new Run(command.execute(all), out.toString(), err.toString());
  }

  @Test
  void writesAHeaderAndALineForEachParameterSet() throws IOException {
    var run = bench("-f", "IVF10,Flat", "--params", "nprobe=1,10", "--json");
    assertThat(run.code()).isZero();
    var lines = run.objects();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst().keySet())
        .containsExactly("kith", "kernel", "n", "d", "nq", "k", "threads");
    assertThat(lines.getFirst().get("n").getAsLong()).isEqualTo(400);
    assertThat(lines.getFirst().get("threads").getAsInt()).isEqualTo(2);
    for (var line : lines.subList(1, 3)) {
      assertThat(line.keySet())
          .containsExactly(
              "factory",
              "metric",
              "params",
              "train_s",
              "add_s",
              "batch_qps",
              "single_qps",
              "recall",
              "memory_bytes");
      assertThat(line.get("batch_qps").getAsDouble()).isPositive();
      assertThat(line.get("single_qps").getAsDouble()).isPositive();
      assertThat(line.get("memory_bytes").getAsLong()).isGreaterThan(400 * 8 * Float.BYTES);
    }
    assertThat(lines.get(1).get("params").toString()).isEqualTo("{\"nprobe\":1}");
    assertThat(lines.get(2).get("recall").getAsDouble()).isEqualTo(1);
  }

  @Test
  void withoutParametersThereIsOneLine() throws IOException {
    var run = bench("-f", "Flat", "--metric", "ip", "--json");
    assertThat(run.objects()).hasSize(2);
    var line = run.objects().getLast();
    assertThat(line.get("metric").getAsString()).isEqualTo("ip");
    assertThat(line.getAsJsonObject("params").size()).isZero();
    assertThat(line.get("recall").getAsDouble()).isEqualTo(1);
  }

  @Test
  void theTableHasTheSameFigures() throws IOException {
    var run = bench("-f", "IVF10,Flat", "--params", "nprobe=10");
    assertThat(run.out())
        .contains("n 400, d 8, nq 20, k 5", "of memory", "batch qps", "nprobe=10", "1.000");
  }

  @Test
  void aParameterThatTheIndexDoesNotHaveIsWrongUsage() throws IOException {
    bench("-f", "Flat", "--json"); // makes the files
    var run =
        Run.kith(
            "bench",
            folder.resolve("base.npy"),
            folder.resolve("queries.npy"),
            "-f",
            "Flat",
            "-k",
            1,
            "--params",
            "nprobe=2");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Flat has no parameter nprobe");
  }
}
