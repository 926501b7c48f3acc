// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.BuildListener;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Shows how a build goes on: a bar that is redrawn in place on a terminal, and nothing of it
/// elsewhere. Warnings are written once, wherever messages go.
///
/// Closing removes the bar.
final class Progress implements BuildListener, AutoCloseable {

  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Console console;
  private final Cancellation cancellation;
  private final Set<String> warned = new HashSet<>();
  private boolean warns = true;
  private boolean drawn;
  private String lastStage = "";
  private long lastDrawn;

  Progress(Console console, Cancellation cancellation) {
    this.console = console;
    this.cancellation = cancellation;
  }

  /// Leaves out warnings from now on, where the user has been told in other words.
  ///
  /// @return this
  Progress withoutWarnings() {
    warns = false;
    return this;
  }

  @Override
  public void warning(String message) {
    if (warns && warned.add(message)) {
      clear();
      console.message("warning: " + message);
    }
  }

  @Override
  public void progress(String stage, long done, long total) {
    if (console.isTerminal() && (!stage.equals(lastStage) || done >= total || isDue())) {
      lastStage = stage;
      lastDrawn = System.nanoTime();
      drawn = true;
      console.overwrite(bar(stage, done, total));
    }
  }

  @Override
  public boolean isCancelled() {
    return cancellation.isRequested();
  }

  @Override
  public void close() {
    clear();
  }

  private boolean isDue() {
    return System.nanoTime() - lastDrawn >= REDRAW_NANOS;
  }

  /// Removes the bar until the next step; before other output to the same terminal.
  void clear() {
    if (drawn) {
      console.overwrite("");
      drawn = false;
    }
  }

  /// A bar such as `k-means [=========> ] 45 %`.
  static String bar(String stage, long done, long total) {
    double share = total <= 0 ? 1 : Math.clamp((double) done / total, 0, 1);
    int filled = (int) (share * WIDTH);
    String head = filled > 0 && filled < WIDTH ? "=".repeat(filled - 1) + ">" : "=".repeat(filled);
    return "%s [%s%s] %3d %%"
        .formatted(stage, head, " ".repeat(WIDTH - filled), (int) (share * 100));
  }
}
