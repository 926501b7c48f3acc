// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import org.jspecify.annotations.Nullable;

/// The message of a [FactoryException], of bounded length however long the string is.
final class Excerpt {

  private static final int BEFORE = 48;
  private static final int AFTER = 24;
  private static final int FOUND = 24;

  private Excerpt() {}

  static String message(
      String text, int position, String expected, String found, @Nullable String suggestion) {
    int start = Math.max(0, position - BEFORE);
    int end = Math.min(text.length(), position + AFTER);
    String left = start == 0 ? "" : "…";
    String right = end == text.length() ? "" : "…";
    return "index string, character %d: expected %s, found %s%n  %s%n  %s^%s"
        .formatted(
            position,
            expected,
            found,
            left + printable(text.substring(start, end)) + right,
            " ".repeat(left.length() + position - start),
            suggestion == null ? "" : "%ndid you mean \"%s\"?".formatted(suggestion));
  }

  /// What stands at a position: the rest of the part, in quotes.
  static String found(String text, int position, int limit) {
    if (position >= text.length()) {
      return "the end";
    }
    int end = Math.min(Math.min(text.length(), position + FOUND), Math.max(limit, position + 1));
    int stop = position + 1;
    while (stop < end && ",()".indexOf(text.charAt(stop)) < 0) {
      stop++;
    }
    return "\"" + printable(text.substring(position, stop)) + "\"";
  }

  /// Line ends and tabs would move the mark.
  private static String printable(String part) {
    return part.codePoints()
        .map(c -> Character.isISOControl(c) ? '·' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
