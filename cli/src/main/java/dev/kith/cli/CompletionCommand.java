// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/// Prints a script that teaches the shell the commands.
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh.",
    footer = {"", "Use it with:  source <(kith completion)"})
final class CompletionCommand extends Job {

  CompletionCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() {
    var root = spec.root().commandLine();
    console().results().print(AutoComplete.bash(root.getCommandName(), root));
    console().results().flush();
  }
}
