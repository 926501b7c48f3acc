// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.SearchOptions;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How fast an index answers a set of queries.
final class SearchTiming {

  private static final long SINGLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Index index;
  private final Vectors queries;
  private final int k;
  private final Measurement measurement;
  private final List<Vectors> each = new ArrayList<>();
  private int next;

  SearchTiming(Index index, Vectors queries, int k, Measurement measurement) {
    this.index = index;
    this.queries = queries;
    this.k = k;
    this.measurement = measurement;
    for (long row = 0; row < queries.size(); row++) {
      each.add(queries.slice(row, row + 1));
    }
  }

  /// The answer itself.
  Neighbors search(SearchOptions options) {
    return index.search(queries, k, options);
  }

  /// Queries a second where all are asked in one call.
  double batch(SearchOptions options) {
    return measurement.operationsPerSecond(() -> {
      search(options);
      return queries.size();
    });
  }

  /// Queries a second where each is a call of its own. A run asks all queries, or as many as a
  /// second allows; the next goes on from there.
  double single(SearchOptions options) {
    return measurement.operationsPerSecond(() -> askOneByOne(options));
  }

  private long askOneByOne(SearchOptions options) {
    long started = System.nanoTime();
    int asked = 0;
    while (asked < each.size() && (asked == 0 || System.nanoTime() - started < SINGLE_NANOS)) {
      index.search(each.get(next), k, options);
      next = (next + 1) % each.size();
      asked++;
    }
    return asked;
  }
}
