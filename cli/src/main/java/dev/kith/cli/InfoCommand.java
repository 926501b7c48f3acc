// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.Similarity;
import dev.kith.tune.Guidelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What is in an index file.
@Command(
    name = "info",
    description = {
      "Shows what an index is made of, what it holds and how its lists are filled, and what the",
      "published guidelines would have otherwise."
    })
final class InfoCommand extends Job {

  private static final String UNSPELLED = "none, as no string says all of this";

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
        object.put("factory", factory(index));
        object.putAll(ReportTree.json(report));
        object.put("advice", Counsel.json(Guidelines.advise(index)));
        console().json(object);
      } else {
        console().result(file + ", " + Text.bytes(bytes));
        console().result("factory: " + Objects.requireNonNullElse(factory(index), UNSPELLED));
        ReportTree.lines(report).forEach(console()::result);
        console().result("");
        MemoryTable.lines(report).forEach(console()::result);
        Counsel.lines(Guidelines.advise(index)).forEach(console()::result);
      }
    }
  }

  /// The string that builds such an index, or null.
  private static @Nullable String factory(Index index) {
    return IndexFactory.describe(index)
        .map(Object::toString)
        .or(() ->
            IndexFactory.describe(index, Similarity.COSINE).map(spec -> spec + " --metric cosine"))
        .orElse(null);
  }
}
