// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.BuildOptions;
import org.jspecify.annotations.Nullable;

/// How to train the index of a voice.
///
/// @param version which features to use; null for those that the folder holds
/// @param rule fixes lists and nprobe
/// @param name of the voice in file names; null for the folder's own
/// @param build listener, seed, threads
public record RvcOptions(
    @Nullable RvcVersion version, RvcRule rule, @Nullable String name, BuildOptions build) {

  /// The features that the folder holds, RVC's present rule, the folder's name.
  ///
  /// @return the defaults
  public static RvcOptions defaults() {
    return new RvcOptions(null, RvcRule.RVC, null, BuildOptions.defaults());
  }
}
