// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.rvc.FeatureFolder;
import dev.kith.rvc.RvcVersion;
import dev.kith.vector.VectorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The example data that comes with Kith.
///
/// @param folder holds `voices/NAME/3_feature256/*.npy`, experiment folders as RVC has them
record Examples(Path folder) {

  /// Whose voice becomes an index.
  static final String VOICE = "it_IT_m_Carlo";

  /// Whose speech is searched in it.
  static final String SOURCE = "en_US_f_Allison";

  /// Finds the data.
  ///
  /// @param told a folder of the user's, or null for the one that the launcher knows
  /// @throws NoSuchFileException if it is not there, with what to do
  static Examples locate(@Nullable Path told) throws NoSuchFileException {
    String known = System.getProperty("kith.examples");
    if (told == null && known == null) {
      throw new IllegalStateException(
          "the folder of the example data is not known; start Kith by its launcher, or name the"
              + " folder with --examples DIR");
    }
    var examples = new Examples(told == null ? Path.of(known) : told);
    for (String speaker : List.of(VOICE, SOURCE)) {
      if (!Files.isDirectory(examples.folder(speaker))) {
        throw new NoSuchFileException(
            examples.folder(speaker).toString(),
            null,
            "the example data is not here; it is the folder \"examples\" of Kith's repository: name"
                + " it with --examples DIR");
      }
    }
    return examples;
  }

  private Path folder(String speaker) {
    return folder.resolve("voices").resolve(speaker);
  }

  /// Copies the recordings of the voice into an experiment folder of RVC's layout, named after it.
  ///
  /// @param work holds the experiment folder afterwards
  /// @return how many recordings there are
  /// @throws IOException if something cannot be read or written
  int copyVoice(Path work) throws IOException {
    Path features = work.resolve(VOICE).resolve(RvcVersion.V1.featureFolder());
    Files.createDirectories(features);
    var recordings = FeatureFolder.find(folder(VOICE), RvcVersion.V1).files();
    for (Path recording : recordings) {
      Path copy = features.resolve(recording.getFileName());
      Files.copy(recording, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return recordings.size();
  }

  /// All frames of the source, one recording after the other.
  ///
  /// @throws IOException if a recording cannot be read
  VectorSource source() throws IOException {
    return FeatureFolder.find(folder(SOURCE), RvcVersion.V1).open();
  }
}
