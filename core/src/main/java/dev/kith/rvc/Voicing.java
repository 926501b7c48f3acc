// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import org.jspecify.annotations.Nullable;

/// RVC's `protect`: frames without a voice, consonants and breath, keep more of themselves. A frame
/// has a voice if its pitch is at least 1 Hz. In RVC's pipeline the pitch has 100 values a second
/// and the features 50: a frame then gets the mean of what RVC gives to its two halves.
///
/// One recording at a time: [#load], then [#share].
final class Voicing {

  /// From here on nothing is protected.
  static final double OFF = 0.5;

  private static final float LEAST_PITCH = 1;

  private float @Nullable [] pitch;
  private int valuesPerFrame = 1;
  private double protect = OFF;

  /// Checks a share.
  static void check(double protect) {
    if (!(protect >= 0 && protect <= OFF)) {
      throw new IllegalArgumentException(
          "protect is "
              + protect
              + ", and must be from 0 (frames without a voice stay as they are) to 0.5 (off)");
    }
  }

  /// Takes the pitch of some frames.
  ///
  /// @param hertz one or two values a frame; null where it is not known, and nothing is protected
  /// @param frames how many
  /// @param share 0 to 0.5
  /// @throws IllegalArgumentException if there are not one or two values a frame
  void load(float @Nullable [] hertz, long frames, double share) {
    if (hertz != null && hertz.length != frames && hertz.length != 2 * frames) {
      throw new IllegalArgumentException(
          "there are "
              + hertz.length
              + " values of pitch for "
              + frames
              + " frames; one or two a frame are needed, such as RVC's (100 a second, where frames"
              + " are 50)");
    }
    pitch = share < OFF ? hertz : null;
    valuesPerFrame = hertz != null && hertz.length > frames ? 2 : 1;
    protect = share;
  }

  /// How much of the mixed frame a frame gets; the rest is itself.
  ///
  /// @param frame of those that were loaded
  /// @return `protect` to 1
  double share(int frame) {
    if (pitch == null) {
      return 1;
    }
    double sum = 0;
    for (int i = frame * valuesPerFrame; i < (frame + 1) * valuesPerFrame; i++) {
      sum += pitch[i] < LEAST_PITCH ? protect : 1;
    }
    return sum / valuesPerFrame;
  }
}
