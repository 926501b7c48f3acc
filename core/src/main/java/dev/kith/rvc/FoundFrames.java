// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

/// The nearest stored frames of one frame.
interface FoundFrames {

  /// Frames that were looked for.
  int k();

  /// The id of a stored frame, -1 where there are fewer.
  ///
  /// @param rank 0 for the nearest
  long id(int rank);

  /// Its squared distance.
  ///
  /// @param rank 0 for the nearest
  float distance(int rank);

  /// Whether there is such a frame. Distances are finite wherever there is one; the check keeps a
  /// faulty index from spoiling the sound.
  default boolean isFound(int rank) {
    return id(rank) >= 0 && Float.isFinite(distance(rank));
  }
}
