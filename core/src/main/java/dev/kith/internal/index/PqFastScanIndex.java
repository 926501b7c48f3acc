// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.panel.PackedCodes;
import dev.kith.internal.panel.PackedScorer;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.ByteTableMaker;
import dev.kith.internal.quantize.ByteTables;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.quantize.TableScale;
import dev.kith.vector.Metric;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Product codes of 4 bits, compared with every query by tables of bytes (specification of the
/// factory, section 2.8). Distances are rounded: they are off by at most M / 2 steps, of which the
/// largest span of a table has 255.
public final class PqFastScanIndex extends ScoredIndex<PackedCodes> {

  /// Bits of the number of a centroid.
  public static final int BITS = 4;

  private final FastScanSettings settings;

  /// Prepared at the first need; the quantizer does not change after training.
  private volatile @Nullable ByteTableMaker tables;

  /// An empty index.
  ///
  /// @param quantizer of 4 bits
  /// @param metric L2; any other counts as the inner product, as in Faiss
  /// @param settings for files
  public PqFastScanIndex(ProductQuantizer quantizer, Metric metric, FastScanSettings settings) {
    super(metric, quantizer, heap -> new PackedCodes(heap, quantizer.subquantizers()));
    requireFourBits(quantizer);
    this.settings = settings;
  }

  static void requireFourBits(ProductQuantizer quantizer) {
    if (quantizer.bits() != BITS) {
      throw new IllegalArgumentException(
          "%d bits a sub-quantizer; fast scan needs %d".formatted(quantizer.bits(), BITS));
    }
  }

  @Override
  PanelScorer scorer(QueryBlock block) {
    ByteTables made = tables().of(block, (query, range) -> TableScale.ofEntries(range));
    return new PackedScorer(codes(), made, comparison().isSimilarity());
  }

  private ByteTableMaker tables() {
    ByteTableMaker prepared = tables;
    if (prepared == null) {
      prepared = new ByteTableMaker(productQuantizer(), comparison());
      tables = prepared;
    }
    return prepared;
  }

  @Override
  Metric comparison() {
    return metric().kind() == Metric.Kind.L2 ? metric() : Metric.INNER_PRODUCT;
  }

  /// What makes the codes.
  ///
  /// @return the quantizer
  public ProductQuantizer productQuantizer() {
    return (ProductQuantizer) codec();
  }

  /// What a file keeps.
  ///
  /// @return the settings
  public FastScanSettings settings() {
    return settings;
  }

  @Override
  String name() {
    return settings.name(productQuantizer().subquantizers(), false);
  }

  @Override
  Map<String, Object> facts() {
    return settings.facts(productQuantizer());
  }
}
