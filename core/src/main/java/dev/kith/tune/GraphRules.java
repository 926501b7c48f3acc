// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.factory.IndexSpec;
import java.util.Locale;
import java.util.Optional;

/// Guidelines about graphs.
final class GraphRules {

  private static final int FEWEST_LINKS = 4;
  private static final int MOST_LINKS = 64;

  private GraphRules() {}

  static Optional<Advice> links(Situation situation) {
    if (!(situation.line().core() instanceof IndexSpec.Hnsw(var m, var storage))
        || (m >= FEWEST_LINKS && m <= MOST_LINKS)) {
      return Optional.empty();
    }
    int better = Math.clamp(m, FEWEST_LINKS, MOST_LINKS);
    return Optional.of(
        new Advice(
            String.format(
                Locale.ROOT,
                "HNSW%d gives every vector %d links, and %d to %d are recommended; write %s",
                m,
                m,
                FEWEST_LINKS,
                MOST_LINKS,
                situation.with(new IndexSpec.Hnsw(better, storage))),
            Sources.WIKI));
  }
}
