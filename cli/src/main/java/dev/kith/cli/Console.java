// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Where a command writes: results on one stream, messages on the other.
///
/// The only class that knows the process's own streams, so that commands run in tests as they run
/// in a shell.
final class Console {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final PrintWriter results;
  private final PrintWriter messages;
  private final boolean terminal;

  /// @param results receives what the user asked for
  /// @param messages receives everything else
  /// @param terminal whether somebody watches the messages, so that a progress bar makes sense
  Console(PrintWriter results, PrintWriter messages, boolean terminal) {
    this.results = results;
    this.messages = messages;
    this.terminal = terminal;
  }

  /// The process's streams, in UTF-8 whatever the locale. Java cannot tell whether stderr is a
  /// terminal; the launcher can, and says so in a property.
  static Console standard() {
    return new Console(utf8(System.out), utf8(System.err), Boolean.getBoolean("kith.terminal"));
  }

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /// A line of the result.
  void result(String line) {
    results.println(line);
  }

  /// A result for programs: one JSON object on one line. Numbers must be finite.
  void json(Map<String, ?> object) {
    results.println(GSON.toJson(object));
  }

  /// A line about the work, not part of the result.
  void message(String line) {
    messages.println(line);
  }

  /// A trace for whoever looks for a bug.
  void trace(Throwable failure) {
    failure.printStackTrace(messages);
  }

  /// Writes over the last line of the messages; for terminals only.
  void overwrite(String line) {
    messages.print("\r\033[K" + line);
    messages.flush();
  }

  boolean isTerminal() {
    return terminal;
  }

  PrintWriter results() {
    return results;
  }

  PrintWriter messages() {
    return messages;
  }
}
