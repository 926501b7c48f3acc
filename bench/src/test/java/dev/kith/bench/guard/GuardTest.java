// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.vector.Vectors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The guard itself, with work whose ratio is known; no limit of the project is tested here.
class GuardTest {

  private static final GuardRow MILLION = new GuardRow("million", () -> 1_000_000, () -> 1);

  @TempDir Path folder;
  private final StringWriter text = new StringWriter();

  private int watch(String... lines) throws IOException {
    var file = folder.resolve("guard.csv");
    Files.write(file, List.of(lines));
    var guard = new Guard(GuardLimits.read(file), "k", 3, new PrintWriter(text));
    return guard.watch(List.of(MILLION));
  }

  @Test
  void passesWhatIsAboveItsLimit() throws IOException {
    assertThat(watch("kernel,row,limit", "k,million,2.0")).isZero();
    assertThat(text.toString()).contains("million", "2.0", "all above");
  }

  @Test
  void findsWhatHasFallen() throws IOException {
    assertThat(watch("kernel,row,limit", "k,million,1e18")).isOne();
    assertThat(text.toString()).contains("BELOW");
  }

  @Test
  void passesWhatHasNoLimitWithTheseKernels() throws IOException {
    assertThat(watch("kernel,row,limit", "other,million,1e18")).isZero();
    assertThat(text.toString()).contains("none");
  }

  @Test
  void keepsTheLimitsOfOtherKernels() throws IOException {
    var file = folder.resolve("limits.csv");
    Files.write(file, List.of("kernel,row,limit", "a,IVF4,Flat nprobe 1,2.5", "b,Flat,3.0"));
    var limits = GuardLimits.read(file);
    limits.replace("b", Map.of("Flat", 4.5));
    limits.write(file);
    var again = GuardLimits.read(file);
    assertThat(again.of("a", "IVF4,Flat nprobe 1")).hasValue(2.5);
    assertThat(again.of("b", "Flat")).hasValue(4.5);
    assertThat(again.of("b", "IVF4,Flat nprobe 1")).isEmpty();
  }

  @Test
  void saysWhichLineIsWrong() {
    assertThatThrownBy(() -> watch("kernel,row,limit", "k 2.0"))
        .hasMessageContaining("line 2")
        .hasMessageContaining("kernel,row,limit");
  }

  @Test
  void rowsSearchAndTheirMeasureIsRight() {
    var data = GuardData.of(700, 3, 8);
    for (var row : GuardRows.of(data)) {
      assertThat(row.work().run()).as(row.name()).isPositive();
      assertThat(row.plain().run()).isOne();
    }
    var search = new PlainSearch(Vectors.of(new float[] {0, 0, 3, 4, 1, 1}, 2));
    assertThat(search.nearest(new float[] {1, 2})).isEqualTo(2);
    assertThat(search.nearest(new float[] {3, 3})).isOne();
  }
}
