// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FilePathsTest {

  private static final String NAME = "gr\u00fc\u00df.npy";

  @Test
  void givesThePath() {
    assertThat(FilePaths.of("a/" + NAME)).isEqualTo(Path.of("a", NAME));
  }

  @Test
  void otherReasonsStay() {
    assertThatExceptionOfType(InvalidPathException.class)
        .isThrownBy(() -> FilePaths.of("a\0b"))
        .satisfies(e -> assertThat(e.getReason()).doesNotContain("LC_ALL"));
  }

  /// A locale belongs to a process, so this needs one.
  @Test
  void aPosixLocaleIsExplained() throws IOException, InterruptedException {
    String classPath = System.getProperty("java.class.path");
    assumeThat(classPath)
        .as("a class path that a JVM can read in that locale")
        .matches("\\p{ASCII}*");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder = new ProcessBuilder(java, "-cp", classPath, InPosixLocale.class.getName());
    builder.environment().put("LC_ALL", "POSIX");
    builder.redirectErrorStream(true);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assumeThat(output).as("a JVM that can name the file all the same").doesNotContain("no failure");
    assertThat(output).contains("start it with LC_ALL=C.UTF-8");
  }

  static final class InPosixLocale {
    private InPosixLocale() {}

    public static void main(String[] args) {
      try {
        System.out.println("no failure: " + FilePaths.of(NAME).getNameCount());
      } catch (InvalidPathException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
