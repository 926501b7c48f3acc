// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import java.util.Optional;

/// How many inverted lists RVC gives an index of N frames, and how many of them it visits
/// (specification of the factory, section 5.1).
///
/// Either rule leaves k-means at least 39 frames a list, which is what Faiss asks for.
public enum RvcRule {

  /// The rule of RVC's document and its first releases: `N // 39` lists, `int(lists ** 0.3)` of
  /// them visited.
  DOCUMENT {
    @Override
    long wantedLists(long frames) {
      return frames / FRAMES_PER_LIST;
    }

    @Override
    int nprobe(int lists) {
      return (int) StrictMath.pow(lists, 0.3);
    }
  },

  /// The rule of RVC since release 1.2: `max(1, min(int(16 * sqrt(N)), N // 39))` lists, one of
  /// them visited.
  RVC {
    @Override
    long wantedLists(long frames) {
      return Math.clamp(
          frames / FRAMES_PER_LIST, 1, Math.max(1, (long) (16 * Math.sqrt((double) frames))));
    }

    @Override
    int nprobe(int lists) {
      return 1;
    }
  };

  private static final int FRAMES_PER_LIST = 39;

  /// Applies the rule. Where it gives no list at all (DOCUMENT, below 39 frames) the plan has one
  /// list and a warning, because an index without lists cannot be searched.
  ///
  /// @param frames N, after shrinking if there was any; at least 1
  /// @return lists and nprobe
  /// @throws IllegalArgumentException if there are no frames
  public RvcPlan plan(long frames) {
    if (frames < 1) {
      throw new IllegalArgumentException(
          "there are " + frames + " frames, and an index needs at least 1; extract features first");
    }
    int wanted = Math.toIntExact(wantedLists(frames));
    int lists = Math.max(1, wanted);
    var warning =
        wanted < 1
            ? Optional.of(
                frames
                    + " frames are fewer than "
                    + FRAMES_PER_LIST
                    + ", and "
                    + frames
                    + " // "
                    + FRAMES_PER_LIST
                    + " is 0 lists; 1 list is used. More recordings make a better index")
            : Optional.<String>empty();
    return new RvcPlan(frames, lists, nprobe(lists), warning);
  }

  abstract long wantedLists(long frames);

  abstract int nprobe(int lists);
}
