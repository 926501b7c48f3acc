// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.Parallelism;
import dev.kith.SearchOptions;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.FlatQuantizer;
import dev.kith.internal.sketch.SketchedRows;
import dev.kith.internal.sketch.Sketching;
import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;

/// Inverted lists of whole vectors (specification of the factory, sections 2.4 and 2.5). Vectors
/// whose sketches show that they are too far away are not looked at (see
/// [dev.kith.internal.sketch.RowScan]).
public final class IvfFlatIndex extends BaseIvfIndex<SketchedRows> {

  private final Sketching sketching;

  /// An empty index.
  ///
  /// @param quantizer the index of the centroids, of this dimension and metric; owned by this index
  ///   from now on
  /// @param listCount number of lists, at least 1
  public IvfFlatIndex(Index quantizer, int listCount) {
    this(quantizer, listCount, quantizer.metric());
  }

  /// An empty index that compares vectors by another metric than centroids, as many files have it.
  ///
  /// @param quantizer the index of the centroids, of this dimension; owned by this index from now
  ///   on
  /// @param listCount number of lists, at least 1
  /// @param metric how vectors are compared
  public IvfFlatIndex(Index quantizer, int listCount, Metric metric) {
    this(quantizer, listCount, metric, new Sketching(quantizer.dimension(), metric));
  }

  private IvfFlatIndex(Index quantizer, int listCount, Metric metric, Sketching sketching) {
    super(
        quantizer,
        listCount,
        metric,
        new FlatQuantizer(quantizer.dimension()),
        false,
        heap -> new SketchedRows(heap, quantizer.dimension(), sketching));
    this.sketching = sketching;
  }

  /// Gives an empty list vectors that lie in a file.
  ///
  /// @param list number of the list, whose ids are to come
  /// @param rows whole vectors, in the order of bytes that this machine has
  public void map(int list, MemorySegment rows) {
    sketching.refuse(); // to make sketches, all of the file would have to be read
    lists().set(list, SketchedRows.mapped(lists().heap(), dimension(), rows, sketching));
  }

  @Override
  ListScorer scorer(QueryBlock block, Probes probes, SearchOptions options) {
    return new RowLists(lists(), sketching, block, options.filter());
  }

  @Override
  void filled(Parallelism parallelism) {
    sketching.consider(listCount(), lists()::codes, parallelism);
  }

  @Override
  String codeName() {
    return "Flat";
  }
}
