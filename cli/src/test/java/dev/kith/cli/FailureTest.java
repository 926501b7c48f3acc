// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.MalformedFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("a.npy"), "no such file: a.npy"),
        Arguments.of(
            new NoSuchFileException("a.npy", null, "there is no such file; check the path"),
            "a.npy: there is no such file; check the path"),
        Arguments.of(
            new AccessDeniedException("a"), "no permission for a; check its owner and mode"),
        Arguments.of(
            new FileSystemException("a", null, "No space left on device"),
            "the disk is full: a; free some space and run the command again"),
        Arguments.of(
            new IOException("No space left on device"),
            "the disk is full: No space left on device; free some space and run the command again"),
        Arguments.of(
            new FileSystemException("a", null, "No space left on device; the disk is full"),
            "a: No space left on device; the disk is full"),
        Arguments.of(
            new MalformedFileException("a", 3, "b", "c"), "a, byte 3: expected b, found c"),
        Arguments.of(new UncheckedIOException(new NoSuchFileException("a")), "no such file: a"),
        Arguments.of(new CancellationException(), "cancelled; no file was left half-written"),
        Arguments.of(new IllegalArgumentException("k is 0"), "k is 0"),
        Arguments.of(new UnsupportedOperationException("no ids here"), "no ids here"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isASentence(Throwable failure, String sentence) {
    assertThat(Failure.sentence(failure)).isEqualTo(sentence);
  }

  @Test
  void wantOfMemoryComesWithACure() {
    assertThat(Failure.sentence(new ExecutionException(new OutOfMemoryError("Java heap space"))))
        .contains("Java heap space", "KITH_JAVA_OPTS");
  }

  @Test
  void whatNobodyExpectedIsCalledABug() {
    assertThat(Failure.sentence(new NullPointerException("x")))
        .contains("NullPointerException", "bug", "KITH_DEBUG=1");
  }
}
