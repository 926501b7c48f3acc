// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

/// Vectors that are expanded when they are read. See [AlphaQueryExpansion].
final class ExpandedVectors implements VectorSource {

  /// Vectors that are searched together.
  private static final int BLOCK = 2048;

  /// Vectors whose neighbours a thread gathers at a time.
  private static final int TURN = 64;

  private static final long[] NOT_OWN = {};

  private final VectorSource source;
  private final UnitVectors base;
  private final boolean isBase;
  private final Index index;
  private final ExpansionOptions options;
  private final ExpansionTally tally;

  /// @param source what is expanded
  /// @param isBase whether that is the database itself
  ExpandedVectors(
      VectorSource source,
      VectorSource base,
      boolean isBase,
      Index index,
      ExpansionOptions options,
      ExpansionTally tally) {
    this.source = source;
    this.base = new UnitVectors(base);
    this.isBase = isBase;
    this.index = index;
    this.options = options;
    this.tally = tally;
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int dimension() {
    return source.dimension();
  }

  @Override
  public void read(long from, Vectors to) {
    source.read(from, to);
    long[] rows = new long[Math.toIntExact(to.size())];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = from + i;
    }
    expand(rows, to);
  }

  @Override
  public void gather(long[] rows, Vectors to) {
    source.gather(rows, to);
    expand(rows, to);
  }

  /// Replaces vectors by what they become.
  ///
  /// @param rows their numbers in the source
  private void expand(long[] rows, Vectors vectors) {
    for (int from = 0; from < rows.length; from += BLOCK) {
      if (options.listener().isCancelled()) {
        throw new CancellationException(
            "expansion was cancelled before row %,d of %,d".formatted(rows[from], size()));
      }
      int to = Math.min(rows.length, from + BLOCK);
      expandBlock(Arrays.copyOfRange(rows, from, to), vectors.slice(from, to));
      options.listener().progress("expansion", rows[to - 1] + 1, size());
    }
  }

  private void expandBlock(long[] own, Vectors block) {
    double[] lengths = normalise(block);
    Neighbors found = index.search(block, options.neighbors(), options.search());
    var expanded = Vectors.allocate(block.size(), block.dimension());
    ParallelBlocks.run(
        options.search().parallelism(),
        block.size(),
        TURN,
        (from, to) -> {
          var neighbors = NeighborRows.of(found, (int) from, (int) to, isBase ? own : NOT_OWN);
          sum(neighbors, block.slice(from, to), lengths, (int) from, expanded.slice(from, to));
        });
    block.segment().copyFrom(expanded.segment());
  }

  private void sum(
      NeighborRows neighbors, Vectors unit, double[] lengths, int first, Vectors expanded) {
    var vectors = Vectors.allocate(neighbors.rows().length, dimension());
    base.gather(checked(neighbors.rows()), vectors);
    var sum = new WeightedSum(options.alpha(), dimension());
    long alone = 0;
    int n = (int) unit.size();
    for (int i = 0; i < n; i++) {
      int start = neighbors.start(i);
      int end = neighbors.start(i + 1);
      sum.begin(unit, i);
      if (!isBase) {
        sum.addItself();
      }
      for (int at = start; at < end; at++) {
        sum.add(vectors, at);
      }
      sum.store(options.norms() == ExpansionNorms.UNIT ? 1 : lengths[first + i], expanded, i);
      alone += end - start <= (isBase ? 1 : 0) ? 1 : 0;
    }
    long missing = (long) n * options.neighbors() - neighbors.rows().length;
    tally.add(new ExpansionCounts(n, alone, missing, sum.opposed()));
  }

  private long[] checked(long[] ids) {
    for (long id : ids) {
      if (id >= base.size()) {
        throw new IllegalArgumentException(
            "the index has the id %,d, and the database %,d rows; ids must be numbers of rows"
                .formatted(id, base.size()));
      }
    }
    return ids;
  }

  /// Divides vectors by their lengths.
  ///
  /// @return the lengths
  private static double[] normalise(Vectors block) {
    double[] lengths = new double[(int) block.size()];
    float[] row = new float[block.dimension()];
    for (int i = 0; i < lengths.length; i++) {
      block.copyRow(i, row, 0);
      lengths[i] = UnitVectors.length(row);
      UnitVectors.divide(row, lengths[i]);
      block.set(i, row);
    }
    return lengths;
  }
}
