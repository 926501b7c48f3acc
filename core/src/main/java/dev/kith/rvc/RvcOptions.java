// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.BuildOptions;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How to train the index of a voice. Immutable; every method with an argument returns new options.
///
/// @param version which features to use; null for those that the folder holds
/// @param rule fixes lists and nprobe
/// @param name of the voice in file names; null for the folder's own
/// @param shrink centres that more than [RvcTraining#MOST_UNSHRUNK] frames are shrunk to; 0 for
///   never, empty for what the rule does
/// @param memory bytes that the training may take in all, the process itself included
/// @param redo whether everything is made anew, even where it is up to date
/// @param build listener, seed, threads
public record RvcOptions(
    @Nullable RvcVersion version,
    RvcRule rule,
    @Nullable String name,
    OptionalInt shrink,
    long memory,
    boolean redo,
    BuildOptions build) {

  /// Checks the numbers.
  public RvcOptions {
    if (shrink.isPresent() && shrink.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "shrinking to " + shrink.getAsInt() + " centres; pass at least 1, or 0 for never");
    }
    if (memory < 1) {
      throw new IllegalArgumentException("the memory is " + memory + " bytes, and must be some");
    }
  }

  /// The features that the folder holds, RVC's present rule with its shrinking, the folder's name,
  /// any amount of memory.
  ///
  /// @return the defaults
  public static RvcOptions defaults() {
    return new RvcOptions(
        null,
        RvcRule.RVC,
        null,
        OptionalInt.empty(),
        Long.MAX_VALUE,
        false,
        BuildOptions.defaults());
  }

  /// Which features to use.
  ///
  /// @param wanted a version; null for the one that the folder holds
  /// @return new options
  public RvcOptions version(@Nullable RvcVersion wanted) {
    return new RvcOptions(wanted, rule, name, shrink, memory, redo, build);
  }

  /// How many lists, and how many of them to visit.
  ///
  /// @param wanted a rule
  /// @return new options
  public RvcOptions rule(RvcRule wanted) {
    return new RvcOptions(
        version, Objects.requireNonNull(wanted), name, shrink, memory, redo, build);
  }

  /// The name of the voice.
  ///
  /// @param wanted part of file names; null for the name of the folder
  /// @return new options
  public RvcOptions name(@Nullable String wanted) {
    return new RvcOptions(version, rule, wanted, shrink, memory, redo, build);
  }

  /// What becomes of more than [RvcTraining#MOST_UNSHRUNK] frames.
  ///
  /// @param centres how many are to stand for them; 0 to keep all frames
  /// @return new options
  public RvcOptions shrink(int centres) {
    return new RvcOptions(version, rule, name, OptionalInt.of(centres), memory, redo, build);
  }

  /// The memory.
  ///
  /// @param bytes that the training may take in all
  /// @return new options
  public RvcOptions memory(long bytes) {
    return new RvcOptions(version, rule, name, shrink, bytes, redo, build);
  }

  /// Whether to make everything anew.
  ///
  /// @param wanted false to keep what is up to date
  /// @return new options
  public RvcOptions redo(boolean wanted) {
    return new RvcOptions(version, rule, name, shrink, memory, wanted, build);
  }

  /// Listener, seed, threads.
  ///
  /// @param wanted of k-means and adding
  /// @return new options
  public RvcOptions build(BuildOptions wanted) {
    return new RvcOptions(version, rule, name, shrink, memory, redo, wanted);
  }

  /// The centres that so many frames are shrunk to.
  ///
  /// @param frames of the features
  /// @return 0 where they are kept
  int centresOf(long frames) {
    int centres = shrink.orElse(rule == RvcRule.RVC ? RvcTraining.CENTRES : 0);
    return frames > RvcTraining.MOST_UNSHRUNK && frames > centres ? centres : 0;
  }
}
