// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.memory;

import java.lang.foreign.Arena;
import java.util.Optional;

/// Native memory that is needed for one step only, such as the residuals of a block that is added.
/// The garbage collector would free it too, but it knows nothing of native memory: megabytes of it
/// wait for a collection that a small heap never needs.
public final class Temporaries {

  private static final ScopedValue<Optional<Arena>> STEP = ScopedValue.newInstance();

  private Temporaries() {}

  /// Runs a step. What this thread asks of [#arena] is freed when the step ends; memory that other
  /// threads ask for in the meantime is left to the garbage collector.
  ///
  /// @param step keeps nothing that it allocates this way
  public static void run(Runnable step) {
    try (var arena = Arena.ofShared()) {
      ScopedValue.where(STEP, Optional.of(arena)).run(step);
    }
  }

  /// Calls code of somebody else in the middle of a step: it may keep what it allocates.
  ///
  /// @param foreign such as a source of vectors
  public static void pause(Runnable foreign) {
    ScopedValue.where(STEP, Optional.empty()).run(foreign);
  }

  /// Where memory without an owner comes from.
  ///
  /// @return the arena of the step that this thread is in; without one, of the garbage collector
  public static Arena arena() {
    return STEP.isBound() ? STEP.get().orElseGet(Arena::ofAuto) : Arena.ofAuto();
  }
}
