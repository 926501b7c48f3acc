// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.BuildListener;
import dev.kith.SearchOptions;
import java.util.Objects;

/// How vectors are expanded. See [AlphaQueryExpansion].
///
/// @param alpha exponent of the similarities: 0 weighs all neighbours alike, larger ones prefer the
///   near; finite, not negative
/// @param neighbors neighbours of a vector, at least 1; in the database the vector itself is one
/// @param norms how long the results are
/// @param search parameters of the index that finds the neighbours, and threads
/// @param listener hears of progress, and may cancel between blocks
public record ExpansionOptions(
    double alpha,
    int neighbors,
    ExpansionNorms norms,
    SearchOptions search,
    BuildListener listener) {

  /// Checks the arguments.
  public ExpansionOptions {
    if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "alpha is " + alpha + ", and must be a finite number, 0 or more; 3 is usual");
    }
    if (neighbors < 1) {
      throw new IllegalArgumentException(
          "neighbors is " + neighbors + ", and must be at least 1; 10 is usual");
    }
    Objects.requireNonNull(norms, "norms");
    Objects.requireNonNull(search, "search");
    Objects.requireNonNull(listener, "listener");
  }

  /// Alpha 3 and 10 neighbours, of length 1, searched as the index is set.
  ///
  /// @return the defaults
  public static ExpansionOptions defaults() {
    return new ExpansionOptions(
        3, 10, ExpansionNorms.UNIT, SearchOptions.defaults(), BuildListener.SILENT);
  }
}
