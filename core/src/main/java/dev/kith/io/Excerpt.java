// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

/// Parts of a file that are shown in a message.
final class Excerpt {

  private static final int LONGEST = 60;

  private Excerpt() {}

  /// The beginning of a text in quotes, with a ? for whatever a terminal might not show.
  static String of(String text) {
    var shown = text.substring(0, Math.min(LONGEST, text.length())).strip();
    return "\"" + shown.replaceAll("[^ -~]", "?") + "\"";
  }
}
