// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.QueryBlock;
import org.jspecify.annotations.Nullable;

/// What a scan needs where there are sketches. The room of one thread.
final class SketchScan {

  private final QueryBlock block;
  private final SketchedQueries queries;
  private final SketchKeys keys;
  private final ScanCosts costs;
  private @Nullable SingleScan single;
  private long loaded = -1;

  SketchScan(ByteSketch sketch, QueryBlock block) {
    this.block = block;
    this.queries = new SketchedQueries(sketch);
    this.keys = new SketchKeys(queries);
    this.costs = new ScanCosts(sketch.d(), sketch.columns());
  }

  /// The queries as they are in the block now.
  SketchedQueries queries() {
    if (loaded != block.version()) {
      queries.load(block.values(), block.size());
      loaded = block.version();
    }
    return queries;
  }

  /// The bounds of a list.
  SketchKeys bounds(CodePanels sketches) {
    queries();
    return keys.on(sketches);
  }

  /// Whether a list is looked through by sketches; see [ScanCosts].
  boolean pays(int visits) {
    return costs.sketchesPay(visits);
  }

  void learn(long pairs, long compared) {
    costs.learn(pairs, compared);
  }

  /// For queries that come alone.
  SingleScan single(RowComparison comparison) {
    queries();
    if (single == null) {
      single = new SingleScan(comparison);
    }
    return single;
  }
}
