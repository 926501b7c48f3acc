// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import java.util.EnumSet;
import java.util.Set;

/// `k_factor`: how many candidates an index ranks again for each result (specification of the
/// factory, sections 2.6 and 2.15).
public final class CandidateFactor {

  /// The largest that a file may hold.
  public static final float LARGEST = 1000;

  private float value;

  /// @param value where no call and no file says otherwise
  CandidateFactor(float value) {
    this.value = value;
  }

  /// Whether a file may hold a factor.
  ///
  /// @param factor any, NaN too
  /// @return true from 1 to [#LARGEST]
  public static boolean isValid(float factor) {
    return factor >= 1 && factor <= LARGEST;
  }

  /// @throws IllegalArgumentException if a factor is out of range
  static void require(float factor) {
    if (!isValid(factor)) {
      throw new IllegalArgumentException(
          "k_factor is " + factor + ", and must be 1 to " + (int) LARGEST);
    }
  }

  float value() {
    return value;
  }

  /// @param factor a valid one
  void set(float factor) {
    value = factor;
  }

  /// The factor of a call.
  double of(SearchOptions options) {
    return options.parameters().getOrDefault(SearchParameter.K_FACTOR, (double) value);
  }

  /// `k * factor` in float, cut off, but no less than k; more than there are vectors find no more.
  ///
  /// @param vectors how many there are
  int candidates(int k, SearchOptions options, long vectors) {
    long wanted = (long) (k * (float) of(options));
    return (int) Math.max(k, Math.min(wanted, vectors));
  }

  /// The parameters of what finds the candidates, and this one.
  static Set<SearchParameter> with(Set<SearchParameter> known) {
    Set<SearchParameter> all = EnumSet.of(SearchParameter.K_FACTOR);
    all.addAll(known);
    return all;
  }
}
