// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.SearchOptions;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.topk.TopK;
import dev.kith.vector.Vectors;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A search that one thread repeats with a few queries at a time, such as the frames of a
/// conversation. It finds what [dev.kith.Index#search] finds. Where the type of the index has a
/// [RepeatedScan], everything is kept for the next call, and nothing is left to the garbage
/// collector.
public final class SearchSession {

  private final Index index;
  private final int k;
  private final SearchOptions options;
  private final @Nullable BaseIndex held;
  private final @Nullable RepeatedScan scan;
  private final QueryBlock block;
  private final TopK best;
  private float[] distances = new float[0];
  private long[] ids = new long[0];

  /// Prepares searches.
  ///
  /// @param index trained, of any kind; not to be changed while this is in use
  /// @param k neighbours of a query, at least 1
  /// @param options of all searches; one thread is used whatever they say
  public SearchSession(Index index, int k, SearchOptions options) {
    this.index = index;
    this.k = k;
    this.options = options.threads(1);
    this.held = index instanceof BaseIndex ours ? ours : null;
    if (held != null) {
      Arguments.check(options, held);
    }
    this.scan = held == null ? null : held.repeatedScan(this.options);
    this.block = QueryBlock.empty(index.dimension());
    this.best = new TopK(0, k, index.metric());
  }

  /// Searches.
  ///
  /// @param queries of the dimension of the index, finite
  /// @param from the first
  /// @param count how many
  public void search(Vectors queries, int from, int count) {
    reserve(count);
    if (scan == null) {
      keep(index.search(queries.slice(from, from + (long) count), k, options));
      return;
    }
    for (int done = 0; done < count; done += scan.most()) {
      block.load(queries, from + (long) done, Math.min(scan.most(), count - done));
      run(scan, done * k);
    }
  }

  private void reserve(int queries) {
    int count = Math.multiplyExact(queries, k);
    if (distances.length < count) {
      distances = new float[count];
      ids = new long[count];
    }
  }

  private void keep(Neighbors found) {
    System.arraycopy(found.distances(), 0, distances, 0, found.distances().length);
    System.arraycopy(found.ids(), 0, ids, 0, found.ids().length);
  }

  private void run(RepeatedScan repeated, int at) {
    try (Closeable _ = Objects.requireNonNull(held).hold()) {
      best.reset(block.size(), k);
      repeated.scan().run(block, best);
    } catch (IOException e) { // a gate does no input
      throw new UncheckedIOException(e);
    }
    block.drain(best, k, index.metric(), distances, ids, at);
  }

  /// Neighbours of a query.
  ///
  /// @return k
  public int k() {
    return k;
  }

  /// The id of a neighbour.
  ///
  /// @param query of the last search, from 0
  /// @param rank 0 for the best
  /// @return its id, -1 where there are fewer
  public long id(int query, int rank) {
    return ids[query * k + rank];
  }

  /// The distance of a neighbour.
  ///
  /// @param query of the last search, from 0
  /// @param rank 0 for the best
  /// @return its distance
  public float distance(int query, int rank) {
    return distances[query * k + rank];
  }

  /// Neighbours that were found.
  ///
  /// @param query of the last search, from 0
  /// @return 0 to k; they come first
  public int found(int query) {
    int count = 0;
    while (count < k && id(query, count) >= 0) {
      count++;
    }
    return count;
  }
}
