// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.MalformedFileException;
import dev.kith.io.Npy;
import dev.kith.io.NpyHeader;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The features of an RVC experiment: `logs/<name>/3_feature256/*.npy` (v1) or
/// `logs/<name>/3_feature768/*.npy` (v2), one file a recording, joined in the order of their names
/// (specification of the factory, section 5.1).
///
/// The order is that of code points, as Python sorts. Files whose name begins with a dot are none
/// of RVC's and are passed over.
public final class FeatureFolder {

  private static final Comparator<String> BY_CODE_POINTS =
      (a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b));

  private final Path folder;
  private final String name;
  private final RvcVersion version;
  private final List<Path> files;

  private FeatureFolder(Path experiment, RvcVersion version) throws IOException {
    this.folder = experiment.resolve(version.featureFolder());
    this.name = fileName(experiment.toAbsolutePath().normalize());
    this.version = version;
    this.files = list(folder);
  }

  /// Finds the features of an experiment that has those of one version.
  ///
  /// @param experiment the folder of the experiment, or the folder of features in it
  /// @return its features
  /// @throws IOException if the folder is missing, has no features, or those of both versions, with
  ///   cause and cure
  public static FeatureFolder find(Path experiment) throws IOException {
    var absolute = experiment.toAbsolutePath().normalize();
    var above = absolute.getParent();
    for (var version : RvcVersion.values()) {
      if (above != null && absolute.endsWith(version.featureFolder())) {
        return find(above, version);
      }
    }
    checkFolder(experiment, "RVC keeps its experiments in the folder logs; check the path");
    var present =
        Arrays.stream(RvcVersion.values())
            .filter(version -> Files.isDirectory(experiment.resolve(version.featureFolder())))
            .toList();
    return switch (present.size()) {
      case 0 ->
          throw new NoSuchFileException(
              experiment.toString(),
              null,
              "there is no folder 3_feature256 (v1) or 3_feature768 (v2) in it; extract features"
                  + " first, or name the folder of the experiment");
      case 1 -> new FeatureFolder(experiment, present.getFirst());
      default ->
          throw new FileSystemException(
              experiment.toString(),
              null,
              "both 3_feature256 (v1) and 3_feature768 (v2) are in it; say which version is meant");
    };
  }

  /// Finds the features of an experiment for one version.
  ///
  /// @param experiment the folder of the experiment
  /// @param version which features to take
  /// @return its features
  /// @throws IOException if the folder is missing or has no such features, with cause and cure
  public static FeatureFolder find(Path experiment, RvcVersion version) throws IOException {
    checkFolder(experiment, "RVC keeps its experiments in the folder logs; check the path");
    checkFolder(
        experiment.resolve(version.featureFolder()),
        "features of " + version.text() + " are kept there; extract them first");
    return new FeatureFolder(experiment, version);
  }

  private static void checkFolder(Path folder, String cure) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (Files.exists(folder)) {
      throw new FileSystemException(folder.toString(), null, "is a file and not a folder; " + cure);
    }
    throw new NoSuchFileException(folder.toString(), null, "there is no such folder; " + cure);
  }

  private static List<Path> list(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    try (var entries = Files.newDirectoryStream(folder, "*.npy")) {
      for (var entry : entries) {
        if (!fileName(entry).startsWith(".")) {
          files.add(entry);
        }
      }
    }
    if (files.isEmpty()) {
      throw new FileSystemException(
          folder.toString(), null, "there is no .npy file in it; extract features first");
    }
    files.sort(Comparator.comparing(FeatureFolder::fileName, BY_CODE_POINTS));
    return List.copyOf(files);
  }

  private static String fileName(Path path) {
    return Objects.requireNonNullElse(path.getFileName(), path).toString();
  }

  /// UTF-8 sorts as code points do, and UTF-16 does not.
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The name of the experiment, which goes into the names of its index files.
  ///
  /// @return the name of its folder
  public String name() {
    return name;
  }

  /// The version of the features.
  ///
  /// @return v1 or v2
  public RvcVersion version() {
    return version;
  }

  /// The files of features.
  ///
  /// @return at least one, in the order in which they are joined
  public List<Path> files() {
    return files;
  }

  /// Joins all files. Needs the memory of the result, and no more: headers are read first, then
  /// every file is converted into its place.
  ///
  /// @return all frames as float32
  /// @throws MalformedFileException if a file is damaged, or is as wide as neither the others nor
  ///   the version
  /// @throws dev.kith.io.NonFiniteException if there is a NaN or an infinity, with file and row
  /// @throws IOException if a file cannot be read, or no file has a frame
  public Vectors read() throws IOException {
    var headers = new ArrayList<NpyHeader>();
    long rows = 0;
    for (var file : files) {
      var header = Npy.header(file);
      headers.add(header);
      rows += header.rows();
    }
    checkWidths(headers);
    if (rows == 0) {
      throw new FileSystemException(
          folder.toString(), null, "none of its files has a frame; extract features again");
    }
    var all = Vectors.allocate(rows, version.dimension());
    long row = 0;
    for (var file : files) {
      row += Npy.readInto(file, all, row);
    }
    return all;
  }

  private void checkWidths(List<NpyHeader> headers) throws MalformedFileException {
    long first = headers.getFirst().columns();
    for (int i = 1; i < headers.size(); i++) {
      if (headers.get(i).columns() != first) {
        throw new MalformedFileException(
            files.get(i).toString(),
            -1,
            "frames of " + first + " components, as in " + fileName(files.getFirst()),
            headers.get(i).columns() + "; features of two models are mixed: extract them again");
      }
    }
    if (first != version.dimension()) {
      throw new MalformedFileException(
          files.getFirst().toString(),
          -1,
          "frames of " + version.dimension() + " components, the width of " + version.text(),
          first + "; the features are of another model: extract them again");
    }
  }
}
