// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--seed`, for everything random.
final class SeedOption {

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Numbers.Seed.class,
      description =
          "Seed of everything random, from 0 (default: the seeds of Faiss). The same seed gives"
              + " the same file.")
  @Nullable Long value;
}
