// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.SearchParameter;
import dev.kith.factory.CoarseSpec;
import dev.kith.factory.CodeSpec;
import java.util.Locale;
import java.util.Optional;

/// Guidelines about the parameters of searches.
final class SearchRules {

  /// The share of the lists from which on an exact search of all vectors is about as fast.
  private static final double SHARE = 0.25;

  private SearchRules() {}

  static Optional<Advice> candidates(Situation situation) {
    double factor = situation.parameter(SearchParameter.K_FACTOR).orElse(Double.MAX_VALUE);
    if (!(situation.code() instanceof CodeSpec.PqFastScan) || factor > 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Advice(
            String.format(
                Locale.ROOT,
                "with k_factor 1 the refinement only reorders the k vectors that %s has found, and adds"
                    + " none that it has missed; search with k_factor 4 (--k-factor 4)",
                situation.code()),
            Sources.TIPS));
  }

  static Optional<Advice> shareOfLists(Situation situation) {
    double nprobe = situation.parameter(SearchParameter.NPROBE).orElse(0);
    return situation
        .coarse()
        .filter(coarse -> nprobe > Math.max(1, SHARE * (double) coarse.lists()))
        .map(coarse -> readMuch(coarse, nprobe));
  }

  private static Advice readMuch(CoarseSpec coarse, double nprobe) {
    long lists = coarse.lists();
    long read = (long) Math.min(nprobe, (double) lists);
    return new Advice(
        String.format(
            Locale.ROOT,
            "nprobe %d makes a query read %,d of %,d lists, about %d %% of the vectors, and its time grows"
                + " in proportion; search with at most %d (--nprobe), or write Flat, which is exact and"
                + " not much slower than that",
            (long) nprobe,
            read,
            lists,
            100 * read / lists,
            Math.max(1, (long) (SHARE * lists))),
        Sources.TIPS);
  }
}
