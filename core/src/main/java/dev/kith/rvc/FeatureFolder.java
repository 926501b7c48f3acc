// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.MalformedFileException;
import dev.kith.io.VectorFiles;
import java.io.IOException;
import java.lang.foreign.Arena;
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

  private final Path experiment;
  private final String name;
  private final RvcVersion version;
  private final List<Path> files;

  private FeatureFolder(Path experiment, RvcVersion version) throws IOException {
    this(experiment, version, list(experiment.resolve(version.featureFolder())));
  }

  private FeatureFolder(Path experiment, RvcVersion version, List<Path> files) {
    this.experiment = experiment;
    this.name = fileName(experiment.toAbsolutePath().normalize());
    this.version = version;
    this.files = files;
  }

  /// Features from anywhere.
  ///
  /// @param experiment the folder that the index is written to; its name is that of the voice
  /// @param files in the order in which they are joined; their width tells the version
  /// @return the features
  /// @throws MalformedFileException if a file is damaged, or has another width than 256, 768, or
  ///   that of the others
  /// @throws IOException if a file cannot be read
  public static FeatureFolder of(Path experiment, List<Path> files) throws IOException {
    int width = VectorFiles.open(files).dimension();
    for (var version : RvcVersion.values()) {
      if (version.dimension() == width) {
        return new FeatureFolder(experiment, version, List.copyOf(files));
      }
    }
    throw new MalformedFileException(
        files.getFirst().toString(),
        -1,
        "frames of 256 (v1) or 768 (v2) components",
        width
            + "; the features are of another model, and `kith build` makes an index of any width");
  }

  /// Whether a folder has features of RVC in it, or is that of the features.
  ///
  /// @param folder any path
  /// @return true if [#find(Path)] would look into it
  public static boolean isExperiment(Path folder) {
    return Arrays.stream(RvcVersion.values())
        .map(RvcVersion::featureFolder)
        .anyMatch(name ->
            folder.toAbsolutePath().normalize().endsWith(name)
                || Files.isDirectory(folder.resolve(name)));
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

  /// The folder of the experiment, where its indexes are kept.
  ///
  /// @return the folder that holds the folder of features
  public Path experiment() {
    return experiment;
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

  /// Joins all files, without reading more than their headers.
  ///
  /// @return all frames as float32, which are read, and checked for NaN and infinity, when they are
  ///   needed
  /// @throws MalformedFileException if a file is damaged, or is as wide as neither the others nor
  ///   the version
  /// @throws IOException if a file cannot be read, or no file has a frame
  public VectorFiles open() throws IOException {
    return open(Arena.ofAuto());
  }

  /// [#open()] with mappings that end with an arena.
  VectorFiles open(Arena arena) throws IOException {
    var frames = VectorFiles.open(files, version.dimension(), arena);
    if (frames.dimension() != version.dimension()) {
      throw new MalformedFileException(
          files.getFirst().toString(),
          -1,
          "frames of " + version.dimension() + " components, the width of " + version.text(),
          frames.dimension() + "; the features are of another model: extract them again");
    }
    if (frames.size() == 0) {
      throw new FileSystemException(
          files.getFirst().toString(),
          null,
          "neither it nor any other file has a frame; extract features again");
    }
    return frames;
  }
}
