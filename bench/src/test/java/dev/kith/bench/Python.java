// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The commands of this folder that are written in Python, run by Debian's, or by the one that
/// `-Dkith.python` names.
public final class Python {

  private static final String PYTHON = System.getProperty("kith.python", "/usr/bin/python3");

  private Python() {}

  /// What a run gave.
  ///
  /// @param code exit code; -1 where there is no such Python
  /// @param output both streams
  public record Run(int code, String output) {}

  /// Runs Python in the folder of this module, with the classes of this test.
  ///
  /// @param arguments of Python
  /// @return what it gave
  public static Run run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(PYTHON));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KITH_BENCH_CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Run(-1, e.toString());
    }
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), output);
  }
}
