// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.factory.IndexSpec;
import dev.kith.tune.Advice;
import dev.kith.tune.Fit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is going to be built, and what the user should know of it before.
///
/// @param fit what the data is enough for
/// @param notices sentences about data that is too small or odd
/// @param advice of the guidelines; empty where data is too small for what was asked for
record Counsel(Fit fit, List<String> notices, List<Advice> advice) {

  /// What to build.
  IndexSpec spec() {
    return fit.spec();
  }

  /// Writes a line for each to the messages.
  void tell(Console console) {
    notices.forEach(notice -> console.message("notice: " + notice));
    lines(advice).forEach(console::message);
  }

  /// Adds `notices` and `advice` to an object for programs.
  void addTo(Map<String, Object> object) {
    object.put("notices", notices);
    object.put("advice", json(advice));
  }

  /// Warnings of the training would repeat what a notice has said.
  Progress heard(Progress progress) {
    return fit.isChanged() ? progress.withoutWarnings() : progress;
  }

  /// Advice as lines for people.
  static List<String> lines(List<Advice> advice) {
    return advice.stream().map(one -> "advice: " + one).toList();
  }

  /// Advice as objects for programs.
  static List<Map<String, String>> json(List<Advice> advice) {
    return advice.stream().map(Counsel::json).toList();
  }

  private static Map<String, String> json(Advice advice) {
    Map<String, String> object = new LinkedHashMap<>();
    object.put("sentence", advice.sentence());
    object.put("source", advice.source());
    return object;
  }
}
