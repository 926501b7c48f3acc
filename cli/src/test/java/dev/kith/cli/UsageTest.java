// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          search i q -k 0 -o p                            | '0' is not a whole number from 1 to 2147483647
          search i q -k x -o p                            | 'x' is not a whole number from 1 to 2147483647
          search i q -k 3 --nprobe -1 -o p                | '-1' is not a whole number from 1
          search i q -k 3 --threads 0 -o p                | '0' is not a whole number from 1
          build b -f Flat --seed -1 -o o                  | '-1' is not a whole number from 0
          build b -f Flat --metric l3 -o o                | 'l3' is none of l2, ip, cosine
          rvc mix i f --rate 1.5 -o o                     | '1.5' is not a number from 0 to 1
          rvc mix i f --rate NaN -o o                     | 'NaN' is not a number from 0 to 1
          rvc train e --version v3                        | 'v3' is neither v1 nor v2
          compress f -n 0 -o o                            | '0' is not a whole number from 1
          compress f -n 5 --init best -o o                | 'best' is neither random nor k-means++
          expand f --neighbors 0 -o o                     | '0' is not a whole number from 1
          expand f --norms short -o o                     | --norms
          rvc train e --rule best                         | RULE
          bench b q -f Flat -k 3 --params nprobe          | is not of the form name=value,value
          bench b q -f Flat -k 3 --params nprobes=1       | known are nprobe
          bench b q -f Flat -k 3 --params nprobe=1,0      | nprobe is 0
          bench b q -f Flat -k 3 --params nprobe=1;nprobe=2 | nprobe is given twice
          """)
  void refusesWhatIsOutOfRange(String line, String message) {
    var run = Run.kith((Object[]) line.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message, "Usage: kith ");
  }

  @ParameterizedTest
  @CsvSource({
    "build b.npy -f Flat,          '--output=OUT.index'",
    "search i q -o p,              '-k=K'",
    "search i -k 3 -o p,           QUERIES",
    "bench b q -k 3,               '--factory=FACTORY'",
    "rvc mix i f -o o,             '--rate=RATE'",
    "convert a,                    OUT.index",
    "compress f -o o,              '--centroids=N'",
    "expand f,                     '--output=OUT.npy'"
  })
  void namesWhatIsMissing(String line, String missing) {
    var run = Run.kith((Object[]) line.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Missing required", missing, "--help` explains it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rvc"})
  void aGroupAloneShowsItsCommands(String line) {
    var run = line.isEmpty() ? Run.kith() : Run.kith(line);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("missing command", "Commands:");
  }

  @Test
  void suggestsCommandsForATypingError() {
    var run = Run.kith("serch");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Did you mean", "search");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "build",
        "search",
        "convert",
        "compress",
        "expand",
        "info",
        "bench",
        "rvc",
        "rvc train",
        "rvc mix",
        "completion"
      })
  void everyCommandHasHelp(String command) {
    var run = Run.kith((Object[]) (command + " --help").split(" "));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Usage: kith " + command);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void versionNamesKernelAndJvm() {
    var run = Run.kith("--version");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("kith "),
            line -> assertThat(line).startsWith("kernel "),
            line -> assertThat(line).startsWith("JVM ").contains(Runtime.version().toString()));
  }

  @Test
  void completionIsAScriptThatKnowsTheCommands() {
    var run = Run.kith("completion");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("#!").contains("_complete_kith", "rvc", "--nprobe");
  }
}
