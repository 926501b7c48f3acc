// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import java.util.Locale;

/// The numbers that a search can be tuned with, under the names of the field.
public enum SearchParameter {
  /// Inverted lists that are visited for a query.
  NPROBE("nprobe", 1),
  /// Vectors after which a query visits no further lists.
  MAX_CODES("max_codes", 1),
  /// Candidates for re-ranking, as a multiple of k.
  K_FACTOR("k_factor", 1),
  /// Width of the beam in a graph.
  EF_SEARCH("efSearch", 1);

  private final String text;
  private final double least;

  SearchParameter(String text, double least) {
    this.text = text;
    this.least = least;
  }

  /// The name that users write.
  ///
  /// @return the field's term, such as `nprobe`
  public String text() {
    return text;
  }

  /// The smallest value that makes sense.
  ///
  /// @return inclusive bound
  public double least() {
    return least;
  }

  /// Finds a parameter by the name that users write, in any case.
  ///
  /// @param text such as `nprobe`
  /// @return the parameter
  /// @throws IllegalArgumentException with the known names
  public static SearchParameter parse(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    StringBuilder known = new StringBuilder();
    for (SearchParameter p : values()) {
      if (p.text.toLowerCase(Locale.ROOT).equals(wanted)) {
        return p;
      }
      known.append(known.isEmpty() ? "" : ", ").append(p.text);
    }
    throw new IllegalArgumentException(
        "unknown search parameter \"" + text + "\"; known are " + known);
  }
}
