// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void writesANewFileAndNothingElse() throws IOException {
    var file = folder.resolve("new");
    AtomicFile.write(file, out -> out.write(new byte[100_000]));
    assertThat(file).hasSize(100_000);
    assertThat(folder.toFile().list()).containsExactly("new");
  }

  @Test
  void oldContentIsSeenUntilTheNewIsComplete() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "old");
    AtomicFile.write(
        file,
        out -> {
          out.write(new byte[200_000]);
          out.flush();
          assertThat(file).hasContent("old");
        });
    assertThat(file).hasSize(200_000);
  }

  @Test
  void aReaderSeesOldOrNewAndNothingBetween() throws Exception {
    var file = folder.resolve("file");
    AtomicFile.write(file, filled(0));
    var stop = new AtomicBoolean();
    var wrong = new AtomicBoolean();
    var reader =
        Thread.ofPlatform()
            .start(() -> {
              while (!stop.get()) {
                wrong.compareAndSet(false, !isWhole(file));
              }
            });
    for (int i = 1; i <= 50; i++) {
      AtomicFile.write(file, filled(i));
    }
    stop.set(true);
    reader.join();
    assertThat(wrong).isFalse();
    assertThat(Files.readAllBytes(file)).containsOnly(50);
  }

  private static FileBody filled(int value) {
    var block = new byte[30_000];
    Arrays.fill(block, (byte) value);
    return out -> {
      for (int i = 0; i < 10; i++) {
        out.write(block);
      }
    };
  }

  private static boolean isWhole(Path file) {
    try {
      var bytes = Files.readAllBytes(file);
      return bytes.length == 300_000 && bytes[0] == bytes[299_999];
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFailingBodyLeavesTheOldFile() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "old");
    var failure = new IOException("the source is gone");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFile.write(file, out -> fail(out, failure)))
        .isSameAs(failure);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> AtomicFile.write(file, out -> failUnchecked(out)));
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("file");
  }

  private static void fail(OutputStream out, IOException failure) throws IOException {
    out.write(new byte[100_000]);
    throw failure;
  }

  private static void failUnchecked(OutputStream out) throws IOException {
    out.write(new byte[100_000]);
    throw new IllegalStateException("no");
  }

  @Test
  void permissionsOfTheOldFileStay() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "old");
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "POSIX permissions");
    var permissions = PosixFilePermissions.fromString("rw-r-x---");
    Files.setPosixFilePermissions(file, permissions);
    AtomicFile.write(
        file,
        out -> {
          out.write('n');
          assertThat(temporaryPermissions()).isEqualTo(permissions);
        });
    assertThat(file).hasContent("n");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions);
  }

  /// Nobody may read the new content who may not read the old.
  private Set<PosixFilePermission> temporaryPermissions() throws IOException {
    try (var files = Files.newDirectoryStream(folder, ".kith-*.tmp")) {
      return Files.getPosixFilePermissions(files.iterator().next());
    }
  }

  @Test
  void aNewFileHasThePermissionsOfAnyNewFile() throws IOException {
    var ordinary = Files.createFile(folder.resolve("ordinary"));
    assumeTrue(
        Files.getFileStore(ordinary).supportsFileAttributeView("posix"), "POSIX permissions");
    var file = folder.resolve("file");
    AtomicFile.write(file, out -> out.write('n'));
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(Files.getPosixFilePermissions(ordinary));
  }

  @Test
  void linksStayAndTheirTargetIsReplaced() throws IOException {
    var inner = Files.createDirectory(folder.resolve("inner"));
    var real = Files.writeString(inner.resolve("real"), "old");
    var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("inner/real"));
    var second = Files.createSymbolicLink(folder.resolve("second"), link);
    AtomicFile.write(second, out -> out.write('n'));
    assertThat(link).isSymbolicLink();
    assertThat(second).isSymbolicLink();
    assertThat(real).hasContent("n").isRegularFile();
    assertThat(inner.toFile().list()).containsExactly("real");
  }

  @Test
  void aLinkToNothingMakesItsTarget() throws IOException {
    var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
    AtomicFile.write(link, out -> out.write('n'));
    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("real")).hasContent("n");
  }

  @Test
  void linksInACircleEnd() throws IOException {
    var a = folder.resolve("a");
    Files.createSymbolicLink(a, Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
    assertThatExceptionOfType(FileSystemLoopException.class).isThrownBy(() -> write(a));
  }

  @Test
  void aMissingFolderIsNamed() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> write(folder.resolve("none/file")))
        .withMessageContaining("there is no such folder to write file in; create it");
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed() throws IOException {
    var file = Files.createFile(folder.resolve("file"));
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> write(file.resolve("inner")))
        .withMessageContaining("is a file and not a folder, so inner cannot lie in it");
  }

  @Test
  void aFolderIsNotReplaced() {
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> write(folder))
        .withMessageContaining("is a folder, and a file was to be written");
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> write(folder.getRoot()))
        .withMessageContaining("is a folder");
  }

  @Test
  void aDeviceIsNotReplaced() {
    var device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "a system with /dev/null");
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> write(device))
        .withMessageContaining("is a device or a pipe");
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void aReadOnlyFolderIsNamed() throws IOException {
    var closed = Files.createDirectory(folder.resolve("closed"));
    assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed), "not run as root");
    try {
      assertThatExceptionOfType(AccessDeniedException.class)
          .isThrownBy(() -> write(closed.resolve("file")))
          .withMessageContaining("may not create files in the folder");
    } finally {
      assertThat(closed.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void aReadOnlyFileIsLeftAsItIs() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "old");
    assumeTrue(file.toFile().setWritable(false) && !Files.isWritable(file), "not run as root");
    assertThatExceptionOfType(AccessDeniedException.class)
        .isThrownBy(() -> write(file))
        .withMessageContaining("the file is read-only");
    assertThat(file).hasContent("old");
  }

  @Test
  void aFolderWithoutFilesIsNamed() {
    var process = Path.of("/proc/self");
    assumeTrue(Files.isDirectory(process), "a system with /proc");
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> write(process.resolve("kith")))
        .withMessageContaining("no file can be created in the folder");
  }

  @Test
  void aFullDiskIsNamed() throws IOException {
    var full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "a system with /dev/full");
    try (var channel = FileChannel.open(full, StandardOpenOption.WRITE)) {
      var out = new GuardedOutput(channel, folder.resolve("file"));
      assertThatExceptionOfType(FileSystemException.class)
          .isThrownBy(() -> out.write(new byte[10]))
          .withMessageContaining("writing failed: ")
          .withMessageContaining("disk is full")
          .withMessageContaining("bytes are free");
    }
  }

  private static void write(Path file) throws IOException {
    AtomicFile.write(file, out -> out.write('x'));
  }
}
