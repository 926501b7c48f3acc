// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.SearchOptions;

/// How a [Retriever] looks up and mixes. Immutable; every method returns a new instance.
///
/// @param neighbours k, stored frames that are mixed into one, at least 1
/// @param rate share of the retrieved frames, 0 (features unchanged) to 1 (retrieved frames only)
/// @param protect share of the result that frames without a voice get, consonants and breath: 0
///   leaves them as they were, 0.5 treats them like all others
/// @param widen whether more lists are visited for frames whose lists hold fewer than k
/// @param search nprobe and other parameters, and the threads that may be used
public record RetrieverOptions(
    int neighbours, double rate, double protect, boolean widen, SearchOptions search) {

  /// RVC's own: 8 neighbours, the rate 0.75, nothing protected (0.5 switches that off), the
  /// parameters of the index; and the calling thread alone.
  private static final RetrieverOptions DEFAULTS =
      new RetrieverOptions(
          Retriever.NEIGHBOURS, 0.75, Voicing.OFF, true, SearchOptions.defaults().threads(1));

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if one is out of range
  public RetrieverOptions {
    if (neighbours < 1) {
      throw new IllegalArgumentException(
          "the number of neighbours is " + neighbours + ", and must be at least 1");
    }
    checkRate(rate);
    Voicing.check(protect);
  }

  static void checkRate(double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "the rate is "
              + rate
              + ", and must be from 0 (features unchanged) to 1 (retrieved frames only)");
    }
  }

  /// RVC's 8 neighbours and rate 0.75, no protection, widening, the parameters of the index, one
  /// thread.
  ///
  /// @return the defaults
  public static RetrieverOptions defaults() {
    return DEFAULTS;
  }

  /// Mixes another number of neighbours.
  ///
  /// @param k at least 1
  /// @return new options
  public RetrieverOptions neighbours(int k) {
    return new RetrieverOptions(k, rate, protect, widen, search);
  }

  /// Mixes another share.
  ///
  /// @param share 0 to 1
  /// @return new options
  public RetrieverOptions rate(double share) {
    return new RetrieverOptions(neighbours, share, protect, widen, search);
  }

  /// Protects frames without a voice.
  ///
  /// @param share 0 (fully) to 0.5 (not at all)
  /// @return new options
  public RetrieverOptions protect(double share) {
    return new RetrieverOptions(neighbours, rate, share, widen, search);
  }

  /// Visits more lists where the first hold too few frames, or does not, as RVC.
  ///
  /// @param wanted whether to
  /// @return new options
  public RetrieverOptions widen(boolean wanted) {
    return new RetrieverOptions(neighbours, rate, protect, wanted, search);
  }

  /// Searches with other parameters and threads.
  ///
  /// @param options nprobe, threads
  /// @return new options
  public RetrieverOptions search(SearchOptions options) {
    return new RetrieverOptions(neighbours, rate, protect, widen, options);
  }
}
