// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.factory.FactoryException;
import dev.kith.io.FilePaths;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command that the others belong to.
@Command(
    name = "kith",
    versionProvider = KithVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Similarity search, with the factory strings and the files of Faiss.",
    footer = {
      "",
      "`kith COMMAND --help` explains a command; `kith demo` shows the main ones at work.",
      "Exit codes: 0 done, 1 the job failed, 2 the command line was wrong.",
      "KITH_JAVA_OPTS holds options for the JVM; KITH_DEBUG=1 shows where a failure comes from."
    })
final class KithCommand implements Runnable {

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the versions of Kith and the JVM and the kernels in use, and exit.")
  boolean version;

  /// All commands, ready to be executed.
  static CommandLine create(Console console, Cancellation cancellation) {
    var rvc =
        new CommandLine(new RvcCommand())
            .addSubcommand(new RvcTrainCommand(console, cancellation))
            .addSubcommand(new RvcMixCommand(console, cancellation))
            .addSubcommand(new RvcBenchCommand(console, cancellation));
    return new CommandLine(new KithCommand())
        .addSubcommand(new DemoCommand(console, cancellation))
        .addSubcommand(new BuildCommand(console, cancellation))
        .addSubcommand(new SearchCommand(console, cancellation))
        .addSubcommand(new ConvertCommand(console, cancellation))
        .addSubcommand(new CompressCommand(console, cancellation))
        .addSubcommand(new ExpandCommand(console, cancellation))
        .addSubcommand(new InfoCommand(console, cancellation))
        .addSubcommand(new BenchCommand(console, cancellation, Measurement.thorough(cancellation)))
        .addSubcommand(rvc)
        .addSubcommand(new CompletionCommand(console, cancellation))
        .registerConverter(Path.class, KithCommand::path)
        .setOut(console.results())
        .setErr(console.messages())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(100)
        .setExpandAtFiles(false) // a file name may begin with @
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, arguments) -> usageError(console, wrong))
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(console, failure));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing command");
  }

  private static Path path(String text) {
    try {
      return FilePaths.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static int usageError(Console console, ParameterException wrong) {
    var command = wrong.getCommandLine();
    console.message("kith: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, console.messages());
    if (command.getSubcommands().isEmpty()) {
      var help = command.getHelp();
      console.messages().print(help.synopsisHeading());
      console.messages().print(help.synopsis(help.synopsisHeadingLength()));
      console.message("`" + command.getCommandSpec().qualifiedName() + " --help` explains it.");
    } else {
      command.usage(console.messages());
    }
    return Failure.WRONG_USAGE;
  }

  private static int failed(Console console, Exception failure) {
    console.message("kith: " + Failure.sentence(failure));
    if ("1".equals(System.getenv("KITH_DEBUG"))) {
      console.trace(failure);
    }
    return failure instanceof FactoryException ? Failure.WRONG_USAGE : Failure.FAILED;
  }
}
