// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.io.FilePaths;
import dev.kith.io.Npy;
import dev.kith.io.VecsFiles;
import dev.kith.io.VectorFiles;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Reads vectors from what commands take: files, folders of files, and patterns. The formats are
/// told apart by the ending of their names.
final class InputFiles {

  /// For help texts.
  static final String FORMATS = ".npy, .fvecs or .bvecs";

  /// For help texts of commands that join files.
  static final String INPUTS = "files (" + FORMATS + "), folders of them, or quoted patterns";

  private static final List<String> ENDINGS = List.of(".npy", ".fvecs", ".bvecs");
  private static final Comparator<Path> BY_CODE_POINTS =
      (a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b));

  private InputFiles() {}

  /// Vectors from a file, `.npy` unless the name ends otherwise, or from all files of a folder.
  ///
  /// @param file such as `base.npy` or `base.fvecs`
  /// @throws IOException if it cannot be read, or is malformed
  static Vectors vectors(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return joined(source(List.of(file.toString())));
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".fvecs")) {
      return VecsFiles.readFvecs(file);
    }
    return name.endsWith(".bvecs") ? VecsFiles.readBvecs(file) : Npy.read(file);
  }

  private static Vectors joined(VectorFiles files) {
    var vectors = Vectors.allocate(files.size(), files.dimension());
    files.read(0, vectors);
    return vectors;
  }

  /// Vectors from any number of files, joined in the order given and mapped when they are needed.
  ///
  /// @param inputs files, folders and patterns, as the user wrote them
  /// @throws IOException if one is missing, empty or malformed, or if their widths differ
  static VectorFiles source(List<String> inputs) throws IOException {
    var source = VectorFiles.open(files(inputs));
    if (source.size() == 0) {
      throw new FileSystemException(
          String.join(", ", inputs), null, "there is no vector in it; name files with vectors");
    }
    return source;
  }

  /// The files that inputs stand for: of a folder those with a known ending, of a pattern those
  /// that match, in the order of their code points and without hidden ones.
  ///
  /// @param inputs files, folders and patterns, as the user wrote them
  /// @throws IOException if one stands for nothing
  static List<Path> files(List<String> inputs) throws IOException {
    var files = new ArrayList<Path>();
    for (var input : inputs) {
      files.addAll(files(input));
    }
    return files;
  }

  private static List<Path> files(String input) throws IOException {
    // a name that exists is no pattern, whatever letters it has
    if (isPattern(input) && !exists(input)) {
      return matching(input);
    }
    var path = path(input);
    return Files.isDirectory(path) ? inFolder(path) : List.of(path);
  }

  private static List<Path> inFolder(Path folder) throws IOException {
    var files = list(folder, InputFiles::hasKnownEnding);
    if (files.isEmpty()) {
      throw new FileSystemException(
          folder.toString(), null, "there is no file " + FORMATS + " in this folder");
    }
    return files;
  }

  /// Shells other than those of Unix leave patterns to the program. `*` and `?` stand for letters
  /// of one name, `**` for any number of folders.
  private static List<Path> matching(String pattern) throws IOException {
    int wild = firstWild(pattern);
    int slash = Math.max(pattern.lastIndexOf('/', wild), pattern.lastIndexOf('\\', wild));
    var folder = path(slash < 0 ? "." : slash == 0 ? "/" : pattern.substring(0, slash));
    var rest = pattern.substring(slash + 1).replace('\\', '/');
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "there is no such folder");
    }
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
    try (var all = Files.walk(folder, rest.contains("**") ? Integer.MAX_VALUE : depth(rest))) {
      var files =
          all.filter(file -> matcher.matches(folder.relativize(file)))
              .filter(file -> !isHidden(file) && Files.isRegularFile(file))
              .sorted(BY_CODE_POINTS)
              .toList();
      if (files.isEmpty()) {
        throw new NoSuchFileException(pattern, null, "no file matches this pattern");
      }
      return files;
    }
  }

  private static int depth(String pattern) {
    return 1 + (int) pattern.chars().filter(letter -> letter == '/').count();
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries
          .filter(file -> !isHidden(file) && wanted.test(file) && Files.isRegularFile(file))
          .sorted(BY_CODE_POINTS)
          .toList();
    }
  }

  /// By its name, as everywhere but on Windows.
  private static boolean isHidden(Path file) {
    return name(file).startsWith(".");
  }

  private static boolean hasKnownEnding(Path file) {
    var name = name(file).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static boolean isPattern(String input) {
    return firstWild(input) < input.length();
  }

  private static int firstWild(String input) {
    int at = 0;
    while (at < input.length() && "*?[{".indexOf(input.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static boolean exists(String input) throws IOException {
    try {
      return Files.exists(path(input));
    } catch (InvalidPathException e) {
      return false; // Windows has no * in names
    }
  }

  /// A path as the user wrote it.
  static Path path(String text) {
    return FilePaths.of(text);
  }

  /// UTF-8 sorts as code points do, and UTF-16 does not.
  private static byte[] utf8(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// One id a vector.
  ///
  /// @param file a `.npy` of whole numbers
  /// @param rows how many are needed
  /// @throws IOException if it cannot be read, or is malformed
  static long[] ids(Path file, long rows) throws IOException {
    long[] ids = Npy.readLongs(file);
    if (ids.length != rows) {
      throw new IllegalArgumentException(
          file + " holds " + Text.count(ids.length, "id") + " for " + Text.count(rows, "vector"));
    }
    return ids;
  }
}
