// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The end of the demo: commands to go on with.
final class WhatNext {

  private WhatNext() {}

  /// @param work where the demo has worked
  /// @param figures what the demo has reported
  static List<String> lines(WorkFolder work, Map<String, Object> figures) {
    String kith = Text.quoted(Path.of(System.getProperty("kith.command", "kith")));
    if (!work.isKept()) {
      return List.of(
          "",
          "The files are deleted again. To keep and explore them:",
          "  " + kith + " demo --keep");
    }
    String index = Text.quoted(Path.of(String.valueOf(figures.get("added"))));
    String all = Text.quoted(Path.of(String.valueOf(figures.get("features"))));
    String source = Text.quoted(Path.of(String.valueOf(figures.get("source"))));
    String prefix = Text.quoted(work.path().resolve("found"));
    return List.of(
        "",
        "The files are in " + Text.quoted(work.path()) + ". Try next:",
        "  %s info %s".formatted(kith, index),
        "  %s search %s %s -k 8 --nprobe 9 -o %s".formatted(kith, index, source, prefix),
        "  %s bench %s %s -f IVF32,Flat --params nprobe=1,4,16 -k 8".formatted(kith, all, source));
  }
}
