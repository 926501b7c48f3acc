// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.rvc.RvcReport;
import dev.kith.rvc.RvcTraining;
import java.util.ArrayList;
import java.util.List;

/// What `kith rvc train` says, to somebody who knows nothing of indexes.
final class RvcText {

  private RvcText() {}

  /// Before the work.
  static List<String> plan(RvcTraining training, Plan plan) {
    var folder = training.folder();
    var lists = training.plan().lists();
    var lines = new ArrayList<String>();
    lines.add(
        "%s: %s in %s (%s, %d components)"
            .formatted(
                folder.name(),
                Text.count(training.frames(), "frame"),
                Text.count(folder.files().size(), "recording"),
                folder.version().text(),
                folder.version().dimension()));
    if (training.centres() > 0) {
      lines.add(
          "Plan: so many frames are shrunk to %s, as RVC does (--shrink off keeps all of them);"
              .formatted(Text.count(training.centres(), "centre")));
    }
    lines.add(
        "%s similar ones are put into one of %s, of which a search looks into %d (%s)."
            .formatted(
                training.centres() > 0 ? "     " : "Plan:",
                Text.count(lists, "list"),
                training.plan().nprobe(),
                training.plan().factory()));
    lines.add("      This " + plan.line() + ".");
    return lines;
  }

  /// After the work.
  static List<String> report(RvcReport report) {
    if (report.upToDate()) {
      return List.of(
          "Up to date: the index was made of these features, with these options (--force makes it"
              + " anew).",
          report.added() + "  use this one");
    }
    return List.of(
        "%s, nprobe %d: trained in %s, filled in %s"
            .formatted(
                report.plan().factory(),
                report.plan().nprobe(),
                Text.seconds(report.trainSeconds()),
                Text.seconds(report.addSeconds())),
        "Tested: %s of the voice were searched in the finished file, and each was found."
            .formatted(Text.count(report.tested(), "frame")),
        report.features()
            + (report.frames() == report.plan().frames() ? "  all frames" : "  the centres"),
        report.trained() + "  trained, empty",
        report.added() + "  trained and filled: use this one");
  }
}
