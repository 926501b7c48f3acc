// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Parallelism;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.CodeScorer;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.ScalarQuantizer;
import dev.kith.internal.quantize.ScalarType;
import dev.kith.vector.Metric;
import java.util.Map;

/// Vectors whose components are coded one by one (specification of the factory, section 2.9). A
/// query is compared with the decoded vectors, by any metric.
public final class ScalarQuantizerIndex extends ScoredIndex<CodePanels> {

  private final ScalarQuantizer codec;

  /// An empty index.
  ///
  /// @param codec makes the codes; owned by this index from now on
  /// @param metric any
  public ScalarQuantizerIndex(ScalarQuantizer codec, Metric metric) {
    super(metric, codec, heap -> new CodePanels(heap, codec.codeSize()));
    this.codec = codec;
  }

  @Override
  PanelScorer scorer(QueryBlock block) {
    return new CodeScorer(metric(), comparable(block), codes(), codec.coding());
  }

  /// Faiss rounds queries too where codes are bf16, and only there.
  private QueryBlock comparable(QueryBlock block) {
    return codec.type() == ScalarType.BF16
        ? block.with(codec.decode(codec.encode(block.vectors(), Parallelism.of(1))))
        : block;
  }

  /// The quantizer.
  ///
  /// @return for a writer of files
  public ScalarQuantizer scalarQuantizer() {
    return codec;
  }

  @Override
  String name() {
    return codec.type().label();
  }

  @Override
  Map<String, Object> facts() {
    return codec.facts();
  }
}
