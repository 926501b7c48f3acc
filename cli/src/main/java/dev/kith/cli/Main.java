// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.util.List;
import java.util.Locale;

/// Starts the command line.
public final class Main {

  private Main() {}

  /// Runs one command and ends the process with its exit code.
  ///
  /// @param arguments as the shell gives them
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // numbers look the same everywhere, and can be read again
    var console = Console.standard();
    var cancellation = Cancellation.onInterrupt(console);
    int code = Failure.FAILED;
    try {
      code = run(console, cancellation, List.of(arguments));
    } finally {
      cancellation.ended();
    }
    System.exit(code);
  }

  static int run(Console console, Cancellation cancellation, List<String> arguments) {
    return KithCommand.create(console, cancellation).execute(arguments.toArray(new String[0]));
  }
}
