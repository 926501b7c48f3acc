// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// What an earlier training of the same features with the same options has left.
///
/// @param record nothing where there was none
record EarlierTraining(Optional<TrainingRecord> record) {

  /// Looks at the record in a folder.
  ///
  /// @param folder of the experiment
  /// @param now what is going to be made
  /// @param redo whether to use nothing of what is there
  /// @param story hears why it is not used
  static EarlierTraining find(Path folder, TrainingRecord now, boolean redo, Consumer<String> story)
      throws IOException {
    var found = TrainingRecord.read(folder);
    if (redo || found.isEmpty()) {
      return new EarlierTraining(Optional.empty());
    }
    if (!found.get().isOfFeatures(now)) {
      story.accept("The features have changed since the last training: training anew.");
      return new EarlierTraining(Optional.empty());
    }
    if (!found.get().isOfOptions(now)) {
      story.accept("The last training had other options: training anew.");
      return new EarlierTraining(Optional.empty());
    }
    return new EarlierTraining(found);
  }

  /// Whether a file was finished then and has not changed since; it is then a part of the new
  /// record too.
  boolean has(Path file, TrainingRecord now) throws IOException {
    if (record.isEmpty() || !record.get().has(file)) {
      return false;
    }
    now.keep(file, record.get());
    return true;
  }
}
