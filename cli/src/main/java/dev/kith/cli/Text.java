// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.nio.file.Path;
import java.util.Locale;

/// Numbers and names as people read them, in the same way everywhere.
final class Text {

  private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};

  private Text() {}

  /// A count, such as `68,921`.
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /// A count and its noun, such as `1 vector` or `68,921 vectors`.
  static String count(long n, String noun) {
    return count(n) + " " + noun + (n == 1 ? "" : "s");
  }

  /// A size, such as `70.3 MB` (1 MB = 1024 * 1024 bytes).
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? count(bytes) + " bytes"
        : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /// A time, such as `12 ms` or `7.67 s`.
  static String seconds(double seconds) {
    return seconds < 1
        ? String.format(Locale.ROOT, seconds < 0.01 ? "%.2f ms" : "%.0f ms", seconds * 1000)
        : String.format(Locale.ROOT, "%.2f s", seconds);
  }

  /// A time that is only guessed, such as `1 s`, `40 s`, `3 min` or `2 h`.
  static String roughly(double seconds) {
    if (seconds < 10) {
      return (long) Math.max(1, Math.ceil(seconds)) + " s";
    }
    if (seconds < 100) {
      return Math.round(seconds / 10) * 10 + " s";
    }
    return seconds < 5400 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 3600) + " h";
  }

  /// A rate, such as `20,596` or `3.1`.
  static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%,.0f", perSecond);
  }

  /// A share of one, such as `0.860`.
  static String share(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }

  /// A number without a needless fraction: `16`, `1.5`.
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /// A path that can be pasted into a shell.
  static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./:@%+,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
