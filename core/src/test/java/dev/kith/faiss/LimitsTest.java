// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.kith.Index;
import dev.kith.internal.index.FlatIndex;
import dev.kith.internal.index.IdMapIndex;
import dev.kith.internal.index.IvfFlatIndex;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a file may ask for.
class LimitsTest {

  @TempDir Path folder;

  @Test
  void memoryIsLimitedBeforeItIsTaken() {
    var file = Fixtures.index("flat_l2");
    assertThatExceptionOfType(MemoryLimitException.class)
        .isThrownBy(() -> FaissFiles.read(file, ReadOptions.defaults().memoryLimit(10_000)))
        .withMessageContaining("raise ReadOptions.memoryLimit")
        .asInstanceOf(type(MemoryLimitException.class))
        .satisfies(e -> assertThat(e.needed()).isEqualTo(1200 * 32 * Float.BYTES))
        .satisfies(e -> assertThat(e.allowed()).isEqualTo(10_000));
  }

  @Test
  void enoughMemoryIsEnough() throws IOException {
    var options = ReadOptions.defaults().memoryLimit(1200 * 32 * Float.BYTES);
    try (var index = FaissFiles.read(Fixtures.index("flat_l2"), options)) {
      assertThat(index.size()).isEqualTo(1200);
    }
  }

  /// 139 bytes may not become an index of many gigabytes.
  @Test
  void listsAreLimited() throws IOException {
    var file = write(new IvfFlatIndex(new FlatIndex(2, Metric.L2), 1000));
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(file, ReadOptions.defaults().maxLists(999)))
        .withMessageContaining("a number of lists (nlist) of 1 to 999, found 1000; raise");
    assertThatExceptionOfType(MemoryLimitException.class)
        .isThrownBy(() -> FaissFiles.read(file, ReadOptions.defaults().memoryLimit(10_000)))
        .withMessageContaining("1000 inverted lists");
    FaissFiles.read(file, ReadOptions.defaults().maxLists(1000)).close();
  }

  @Test
  void nestingIsLimited() throws IOException {
    Index index = new FlatIndex(2, Metric.L2);
    for (int level = 1; level < 50; level++) {
      index = new IdMapIndex(index, false);
    }
    var deep = write(index);
    FaissFiles.read(deep).close();
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(deep, ReadOptions.defaults().maxNesting(49)))
        .withMessageContaining("at most 49 indexes inside each other");
  }

  @Test
  void budgetsDoNotOverflow() throws IOException {
    try (var input = IndexInput.open(Fixtures.index("flat_empty"))) {
      var budget = new MemoryBudget(1000, 500);
      budget.take(10, 50, "things", input);
      assertThatExceptionOfType(MemoryLimitException.class)
          .isThrownBy(() -> budget.take(Long.MAX_VALUE, Long.MAX_VALUE, "things", input));
      assertThatExceptionOfType(MemoryLimitException.class)
          .isThrownBy(() -> budget.take(1, Long.MAX_VALUE, "things", input));
      assertThatExceptionOfType(MemoryLimitException.class)
          .isThrownBy(() -> budget.takeHeap(1, 501, "things", input));
      budget.takeHeap(1, 500, "things", input);
      assertThat(budget.taken()).isEqualTo(1000);
    }
  }

  @Test
  void optionsAreChecked() {
    var defaults = ReadOptions.defaults();
    assertThat(defaults.memoryLimit()).isGreaterThanOrEqualTo(4L << 30);
    assertThat(defaults.listFiles()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> defaults.memoryLimit(0))
        .withMessage("memoryLimit is 0, and must be at least 1");
    assertThatIllegalArgumentException().isThrownBy(() -> defaults.maxLists(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> defaults.maxNesting(0));
  }

  private Path write(Index index) throws IOException {
    return Files.write(folder.resolve("limits.index"), TinyIndexes.file(index));
  }
}
