// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Whether 64 bytes can be shuffled in one instruction. It (`vpermb`) came later than the rest of
/// AVX-512; a processor without it would shuffle byte after byte, so the kernels that need it have
/// to use half the width there.
///
/// Neither Java nor its JVM tells, so Linux is asked; elsewhere nothing is taken for granted.
final class ByteShuffles {

  private static final Path PROCESSORS = Path.of("/", "proc", "cpuinfo");

  private ByteShuffles() {}

  static boolean ofAllBits() {
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .filter(flags -> flags.contains("avx512vbmi"))
          .isPresent();
    } catch (IOException e) {
      return false;
    }
  }
}
