// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;

/// What the contract needs to know of an index type, and indexes to try it on.
abstract class IndexFixture {

  static final int D = 12;
  static final int N = 300;
  static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  /// Whose ids an index takes.
  enum Ids {
    /// Positions.
    OF_THE_INDEX,
    /// Positions, or the caller's.
    OF_EITHER,
    /// The caller's.
    OF_THE_CALLER
  }

  final Metric metric;
  final Vectors data = wholeNumbers(TestSeed.random(11), N, 4);
  final Vectors queries = wholeNumbers(TestSeed.random(12), 19, 4);
  private final List<Index> opened = new ArrayList<>();

  IndexFixture(Metric metric) {
    this.metric = metric;
  }

  /// An empty index of dimension [#D], not trained if that can be.
  abstract Index create();

  Ids ids() {
    return Ids.OF_THE_INDEX;
  }

  boolean canReconstruct() {
    return true;
  }

  boolean canRemove() {
    return true;
  }

  /// Options that make a search exhaustive.
  SearchOptions everything() {
    return SearchOptions.defaults();
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Index::close);
  }

  /// Vectors whose distances floats hold exactly.
  static Vectors wholeNumbers(Random random, int n, int most) {
    float[] values = new float[n * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(2 * most + 1) - most;
    }
    return Vectors.of(values, D);
  }

  final Index opened(Index index) {
    opened.add(index);
    return index;
  }

  final Index untrained() {
    return opened(create());
  }

  final Index trained() {
    Index index = untrained();
    index.train(data, QUIET);
    return index;
  }

  /// An index that holds the rows of [#data] under the ids of [#ids(int, int)].
  final Index filled() {
    Index index = trained();
    add(index, 0, N);
    return index;
  }

  BruteForce nothing() {
    return new BruteForce(metric, ids() == Ids.OF_THE_CALLER);
  }

  final BruteForce expected() {
    return nothing().add(data, ids(0, N));
  }

  /// Adds some rows of the data.
  final void add(Index index, int from, int to) {
    Vectors rows = data.slice(from, to);
    if (ids() == Ids.OF_THE_INDEX) {
      index.add(rows, QUIET);
    } else {
      index.add(rows, ids(from, to), QUIET);
    }
  }

  /// Ids of the caller's descend and have gaps.
  final long id(int row) {
    return ids() == Ids.OF_THE_INDEX ? row : 1_000_000_000_000L - 7L * row;
  }

  final long[] ids(int from, int to) {
    return LongStream.range(from, to).map(row -> id((int) row)).toArray();
  }

  /// Accepts the ids of the rows `from` to `to - 1` of the data.
  final IdFilter rows(int from, int to) {
    return ids() == Ids.OF_THE_INDEX
        ? IdFilter.range(from, to)
        : IdFilter.range(id(to - 1), id(from) + 1);
  }
}
