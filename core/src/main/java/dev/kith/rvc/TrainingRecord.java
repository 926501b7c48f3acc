// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a training has finished, and of what: a small file beside the index, written anew after
/// each finished file. It is how an interrupted training goes on, how one that would change nothing
/// is noticed, and how features that have changed are.
///
/// It is JSON with one string a line:
///
/// ```
/// {
///   "made-by": "kith rvc train",
///   "features": "<SHA-256 of names, sizes and contents>",
///   "options": "v1 IVF256,Flat nprobe 1 …",
///   "file added_….index": "<SHA-256> <bytes> <time of change>"
/// }
/// ```
///
/// A file of the noted length and time is taken for what it was; of any other the content decides.
final class TrainingRecord {

  static final String FILE_NAME = "kith-training.json";

  private static final String FILE = "file ";
  private static final Pattern LINE =
      Pattern.compile("\\s*\"((?:[^\"\\\\]|\\\\.)*)\": \"((?:[^\"\\\\]|\\\\.)*)\",?\\s*");
  private static final long LARGEST = 1 << 20;

  private final String features;
  private final String options;
  private final Map<String, String> files = new TreeMap<>();

  /// Nothing finished yet.
  ///
  /// @param features digest of the features
  /// @param options everything else that the result depends on
  TrainingRecord(String features, String options) {
    this.features = features;
    this.options = options;
  }

  /// The record in a folder.
  ///
  /// @return nothing if there is none, or it is not one of ours
  static Optional<TrainingRecord> read(Path folder) throws IOException {
    var file = folder.resolve(FILE_NAME);
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
      return Optional.empty();
    }
    var lines = new LinkedHashMap<String, String>();
    var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> lines.put(plain(line.group(1)), plain(line.group(2))));
    var features = lines.get("features");
    var options = lines.get("options");
    if (features == null || options == null) {
      return Optional.empty();
    }
    var record = new TrainingRecord(features, options);
    lines.forEach((name, digest) -> {
      if (name.startsWith(FILE)) {
        record.files.put(name.substring(FILE.length()), digest);
      }
    });
    return Optional.of(record);
  }

  boolean isOfFeatures(TrainingRecord other) {
    return features.equals(other.features);
  }

  boolean isOfOptions(TrainingRecord other) {
    return options.equals(other.options);
  }

  /// Whether a file was finished and is still what it was then.
  boolean has(Path file) throws IOException {
    var noted = files.get(String.valueOf(file.getFileName()));
    if (noted == null || !Files.isRegularFile(file)) {
      return false;
    }
    return noted.endsWith(stamp(file)) || noted.startsWith(Digests.of(file) + " ");
  }

  private static String stamp(Path file) throws IOException {
    return " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
  }

  /// Takes over what another record knows of a file.
  void keep(Path file, TrainingRecord other) {
    var name = String.valueOf(file.getFileName());
    var digest = other.files.get(name);
    if (digest != null) {
      files.put(name, digest);
    }
  }

  /// Notes that a file is finished, and saves the record beside it.
  void finished(Path file) throws IOException {
    files.put(String.valueOf(file.getFileName()), Digests.of(file) + stamp(file));
    AtomicFile.write(
        file.resolveSibling(FILE_NAME), out -> out.write(text().getBytes(StandardCharsets.UTF_8)));
  }

  private String text() {
    var text = new StringBuilder("{\n  \"made-by\": \"kith rvc train\"");
    line(text, "features", features);
    line(text, "options", options);
    files.forEach((name, digest) -> line(text, FILE + name, digest));
    return text.append("\n}\n").toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(",\n  \"").append(quoted(name)).append("\": \"").append(quoted(value)).append('"');
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String plain(String text) {
    return text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
