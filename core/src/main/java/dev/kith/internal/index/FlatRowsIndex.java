// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.SearchOptions;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.DecodingScorer;
import dev.kith.internal.panel.FloatScorer;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.RowList;
import dev.kith.internal.quantize.FlatQuantizer;
import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/// A flat index that is asked for a few vectors out of many: the one that ranks the candidates of a
/// refinement again. It keeps vectors row after row, and is slower than [FlatIndex] where all of
/// them are compared.
public final class FlatRowsIndex extends CodeIndex<RowList> {

  /// An empty index.
  ///
  /// @param dimension d
  /// @param metric any
  public FlatRowsIndex(int dimension, Metric metric) {
    this(dimension, metric, heap -> new RowList(heap, dimension));
  }

  /// The vectors of a file.
  ///
  /// @param dimension d
  /// @param metric any
  /// @param rows whole vectors, in the order of bytes that this machine has
  /// @return an index that takes no memory until it is changed
  public static FlatRowsIndex mapped(int dimension, Metric metric, MemorySegment rows) {
    return new FlatRowsIndex(dimension, metric, heap -> RowList.mapped(heap, dimension, rows));
  }

  private FlatRowsIndex(int dimension, Metric metric, Function<NativeHeap, RowList> store) {
    super(metric, new FlatQuantizer(dimension), store);
  }

  /// The vectors of another index in this layout.
  ///
  /// @param flat closed by this
  static FlatRowsIndex of(FlatIndex flat) {
    FlatRowsIndex rows = new FlatRowsIndex(flat.dimension(), flat.metric());
    rows.codes().append(flat.codes());
    flat.close();
    return rows;
  }

  @Override
  void compare(Candidates candidates) {
    candidates.compare(codes().memory(), metric());
  }

  @Override
  PanelScorer scorer(QueryBlock block) {
    FloatScorer floats = new FloatScorer(Kernels.best().keys(metric()), block);
    return new DecodingScorer(floats, dimension(), codes());
  }

  /// Whole vectors need nothing to be prepared for queries.
  @Override
  RepeatedScan repeatedScan(SearchOptions options) {
    return new RepeatedScan(new OneListScan(this, options.filter()), largestBlock());
  }

  @Override
  String name() {
    return "Flat";
  }
}
