// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.Parallelism;
import dev.kith.convert.Conversion;
import dev.kith.convert.Converted;
import dev.kith.factory.IndexSpec;
import dev.kith.faiss.FaissFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Index file to index file.
@Command(
    name = "convert",
    description = {
      "Turns an index into one of another type without training it again.",
      "Without options it is written as it is, older layouts in the present one."
    },
    footer = {
      "",
      "What there is: codes that have nothing to learn (Flat, SQfp16) from any others; PQ16x4 and",
      "PQ16x4fs from each other; RFlat where the vectors are given; IDMap and IDMap2 around and off.",
      "Ids, order and search parameters stay. Where no way leads to FACTORY the message says which",
      "types this index can become."
    })
final class ConvertCommand extends Job {

  @Parameters(index = "0", paramLabel = "IN.index", description = "The file to read.")
  Path input;

  @Parameters(index = "1", paramLabel = "OUT.index", description = "The file to write.")
  Path output;

  @Option(
      names = "--to",
      paramLabel = "FACTORY",
      description = "What the index is to become, such as IVF1024,PQ128x4fsr,RFlat.")
  @Nullable String target;

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = {
        "The vectors that the index was built from, in the same order ("
            + InputFiles.FORMATS
            + ").",
        "RFlat needs them; alone, the option adds RFlat."
      })
  @Nullable Path vectorFile;

  @Option(
      names = "--ids",
      paramLabel = "IDS.npy",
      description = {
        "Whole numbers, one a vector, for IDMap and IDMap2 (default: 0, 1, …).",
        "Alone, the option adds IDMap2."
      })
  @Nullable Path idFile;

  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin IndexOption trust = new IndexOption();
  @Mixin JsonOption json = new JsonOption();

  ConvertCommand(Console console, Cancellation cancellation) {
    super(console, cancellation);
  }

  @Override
  void run() throws IOException {
    OutputFiles.check(output, inputs());
    if (target == null && vectorFile != null && idFile != null) {
      throw wrongUsage("--vectors and --ids together need --to FACTORY");
    }
    Index index = trust.read(input);
    try {
      var conversion = plan(index);
      if (conversion == null) {
        write(index);
        new ConvertReport(this).rewritten();
      } else {
        var converted = convert(conversion, index);
        index = converted.index();
        write(index);
        new ConvertReport(this).converted(conversion, converted);
      }
    } finally {
      index.close();
    }
  }

  private Path[] inputs() {
    return Stream.of(input, vectorFile, idFile).filter(Objects::nonNull).toArray(Path[]::new);
  }

  /// The way that the options ask for, or null where they ask for none.
  private @Nullable Conversion plan(Index index) {
    if (target != null) {
      return Conversion.plan(index, IndexSpec.parse(target));
    }
    if (vectorFile != null) {
      return Conversion.withVectors(index);
    }
    return idFile == null ? null : Conversion.withIds(index, true);
  }

  private Converted convert(Conversion conversion, Index index) throws IOException {
    if (conversion.needsVectors() && vectorFile == null) {
      throw new IllegalArgumentException(
          "RFlat needs the vectors that the index was built from; give them with --vectors FILE");
    }
    var vectors = vectorFile == null ? null : InputFiles.vectors(vectorFile);
    var ids = idFile == null ? null : InputFiles.ids(idFile, index.size());
    cancellation().check();
    return conversion.run(vectors, ids, Parallelism.of(threads.count));
  }

  private void write(Index index) throws IOException {
    cancellation().check();
    FaissFiles.write(index, output);
  }

  /// Sizes of both files.
  Map<String, Object> files() throws IOException {
    Map<String, Object> files = new LinkedHashMap<>();
    files.put("input", input.toString());
    files.put("input_bytes", Files.size(input));
    files.put("output", output.toString());
    files.put("output_bytes", Files.size(output));
    return files;
  }
}
