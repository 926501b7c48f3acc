// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final StringWriter messages = new StringWriter();

  private Progress progress(boolean terminal) {
    var results = new PrintWriter(new StringWriter());
    return new Progress(
        new Console(results, new PrintWriter(messages, true), terminal), new Cancellation());
  }

  @Test
  void nothingOfTheBarGoesIntoAPipe() {
    try (var progress = progress(false)) {
      progress.progress("k-means", 1, 2);
      progress.progress("k-means", 2, 2);
    }
    assertThat(messages.toString()).isEmpty();
  }

  @Test
  void aWarningIsToldOnce() {
    try (var progress = progress(false)) {
      progress.warning("few points");
      progress.warning("few points");
    }
    assertThat(messages.toString()).isEqualToNormalizingNewlines("warning: few points\n");
  }

  @Test
  void aTerminalShowsTheBarAndIsLeftClean() {
    try (var progress = progress(true)) {
      progress.progress("k-means", 1, 2);
    }
    assertThat(messages.toString()).contains("k-means [").contains(" 50 %").endsWith("\r\033[K");
  }

  @Test
  void theBarFills() {
    assertThat(Progress.bar("add", 0, 10)).isEqualTo("add [" + " ".repeat(30) + "]   0 %");
    assertThat(Progress.bar("add", 5, 10))
        .isEqualTo("add [" + "=".repeat(14) + ">" + " ".repeat(15) + "]  50 %");
    assertThat(Progress.bar("add", 10, 10)).isEqualTo("add [" + "=".repeat(30) + "] 100 %");
    assertThat(Progress.bar("add", 0, 0)).endsWith("100 %");
  }

  @Test
  void passesOnThatTheUserWantsToStop() {
    var cancellation = new Cancellation();
    var results = new PrintWriter(new StringWriter());
    try (var progress =
        new Progress(new Console(results, new PrintWriter(messages), false), cancellation)) {
      assertThat(progress.isCancelled()).isFalse();
      cancellation.request();
      assertThat(progress.isCancelled()).isTrue();
    }
  }
}
