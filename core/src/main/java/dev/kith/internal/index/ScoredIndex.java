// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.Quantizer;
import dev.kith.vector.Metric;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One list of codes whose keys a [PanelScorer] computes, panel after panel.
///
/// @param <S> the layout of the codes
public abstract class ScoredIndex<S extends CodeStore> extends CodeIndex<S> {

  /// An empty index.
  ///
  /// @param metric how vectors are compared
  /// @param codec makes the codes
  /// @param store makes an empty list of codes
  ScoredIndex(Metric metric, Quantizer codec, Function<NativeHeap, S> store) {
    super(metric, codec, store);
  }

  /// What compares the codes with the queries of one block.
  ///
  /// @param block the queries
  /// @return for one thread
  abstract PanelScorer scorer(QueryBlock block);

  @Override
  final QueryBlock.Scan scan(@Nullable IdFilter filter) {
    return new OneListScan(this, filter);
  }
}
