// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void countsWithTheirNoun() {
    assertThat(Text.count(1, "vector")).isEqualTo("1 vector");
    assertThat(Text.count(68921, "vector")).isEqualTo("68,921 vectors");
  }

  @Test
  void sizesAndTimes() {
    assertThat(Text.bytes(1023)).isEqualTo("1,023 bytes");
    assertThat(Text.bytes(73_728_000)).isEqualTo("70.3 MB");
    assertThat(Text.seconds(0.0012)).isEqualTo("1.20 ms");
    assertThat(Text.seconds(0.5)).isEqualTo("500 ms");
    assertThat(Text.seconds(7.666)).isEqualTo("7.67 s");
  }

  @Test
  void numbersWithoutNeedlessFraction() {
    assertThat(Text.number(16)).isEqualTo("16");
    assertThat(Text.number(1.5)).isEqualTo("1.5");
  }

  @Test
  void pathsCanBePastedIntoAShell() {
    assertThat(Text.quoted(Path.of("a/b-c.npy"))).isEqualTo("a/b-c.npy");
    assertThat(Text.quoted(Path.of("my voice"))).isEqualTo("'my voice'");
    assertThat(Text.quoted(Path.of("it's"))).isEqualTo("'it'\\''s'");
  }
}
