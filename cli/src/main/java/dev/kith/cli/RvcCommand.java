// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What belongs to retrieval-based voice conversion.
@Command(
    name = "rvc",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Trains and uses the feature index of a voice (retrieval-based voice conversion).")
final class RvcCommand implements Runnable {

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing command: train, mix or bench");
  }
}
