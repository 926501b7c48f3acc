// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What is in an index file.
@Command(
    name = "info",
    description = "Shows what an index is made of, what it holds and how its lists are filled.")
final class InfoCommand extends Job {

  @Parameters(paramLabel = "INDEX", description = "An index file of Kith or Faiss.")
  Path file;

  @Mixin IndexOption trust = new IndexOption();
  @Mixin JsonOption json = new JsonOption();

  InfoCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    try (var index = trust.read(file)) {
      var report = index.report();
      long bytes = Files.size(file);
      if (json.wanted) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", file.toString());
        object.put("file_bytes", bytes);
        object.putAll(ReportTree.json(report));
        console().json(object);
      } else {
        console().result(file + ", " + Text.bytes(bytes));
        ReportTree.lines(report).forEach(console()::result);
      }
    }
  }
}
