// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.faiss.FaissFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Index file to index file.
@Command(
    name = "convert",
    description = "Reads an index and writes it again, older layouts in the present one.")
final class ConvertCommand extends Job {

  @Parameters(index = "0", paramLabel = "IN.index", description = "The file to read.")
  Path input;

  @Parameters(index = "1", paramLabel = "OUT.index", description = "The file to write.")
  Path output;

  @Mixin IndexOption trust = new IndexOption();
  @Mixin JsonOption json = new JsonOption();

  ConvertCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    OutputFiles.check(output, input);
    try (var index = trust.read(input)) {
      cancellation().check();
      FaissFiles.write(index, output);
      long before = Files.size(input);
      long after = Files.size(output);
      if (json.wanted) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("input", input.toString());
        report.put("input_bytes", before);
        report.put("output", output.toString());
        report.put("output_bytes", after);
        report.put("identical", Files.mismatch(input, output) < 0);
        console().json(report);
      } else {
        String comparison = Files.mismatch(input, output) < 0 ? "the same bytes" : "new bytes";
        console()
            .result(
                "%s: %s, %s (%s has %s)"
                    .formatted(output, Text.bytes(after), comparison, input, Text.bytes(before)));
      }
    }
  }
}
