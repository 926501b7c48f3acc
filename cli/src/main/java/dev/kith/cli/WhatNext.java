// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.SearchParameter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Commands to go on with, after the demo and after a build.
final class WhatNext {

  private WhatNext() {}

  /// What to do with a new index.
  ///
  /// @param file where it is
  static List<String> afterBuild(Path file, Index index) {
    String kith = command();
    String name = Text.quoted(file);
    return List.of(
        "Next:",
        "  %s search %s QUERIES.npy -k 10%s -o found".formatted(kith, name, example(index)),
        "  %s info %s".formatted(kith, name));
  }

  /// Options worth a try.
  private static String example(Index index) {
    var known = index.parameters();
    return (known.contains(SearchParameter.NPROBE) ? " --nprobe 16" : "")
        + (known.contains(SearchParameter.K_FACTOR) ? " --k-factor 4" : "");
  }

  private static String command() {
    return Text.quoted(Path.of(System.getProperty("kith.command", "kith")));
  }

  /// @param work where the demo has worked
  /// @param figures what the demo has reported
  static List<String> lines(WorkFolder work, Map<String, Object> figures) {
    String kith = command();
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
