// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that does something: arguments in fields, [#run()] the work.
abstract class Job implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  private final Console console;
  private final Cancellation cancellation;

  Job(Console console, Cancellation cancellation) {
    this.console = console;
    this.cancellation = cancellation;
  }

  /// Does the work, and writes the result to the console.
  ///
  /// @throws Exception if the job fails; [Failure] puts it into words
  abstract void run() throws Exception;

  @Override
  public final Integer call() throws Exception {
    try {
      run();
      return 0;
    } catch (OutOfMemoryError e) {
      // picocli passes exceptions on, and not errors
      throw new ExecutionException(e);
    }
  }

  Console console() {
    return console;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  Progress progress() {
    return new Progress(console, cancellation);
  }

  /// The command line is wrong in a way that only all of it together shows.
  ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
