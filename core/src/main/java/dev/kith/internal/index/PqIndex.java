// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.DecodingScorer;
import dev.kith.internal.panel.FloatScorer;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.ProductDecoder;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.quantize.ProductScorer;
import dev.kith.internal.quantize.ProductTables;
import dev.kith.vector.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Product codes, all of them compared with every query by its tables (specification of the
/// factory, section 2.6). What is found are the distances to what the codes stand for.
public final class PqIndex extends ScoredIndex<CodePanels> {

  private final ProductQuantizer quantizer;
  private Settings settings;

  /// Made at the first need.
  private volatile @Nullable ProductTables tables;

  /// What a file says of searches that go by the bits of codes, which are not done here: it is kept
  /// and written again.
  ///
  /// @param searchType 0 for the usual search
  /// @param encodeSigns whether queries are encoded by signs
  /// @param hammingThreshold codes further away than this are left out; more than a code has bits
  ///   for none
  public record Settings(int searchType, boolean encodeSigns, int hammingThreshold) {
    static Settings of(ProductQuantizer quantizer) {
      return new Settings(0, false, quantizer.subquantizers() * quantizer.bits() + 1);
    }
  }

  /// An empty index.
  ///
  /// @param quantizer makes the codes; owned by this index from now on
  /// @param metric any; L2 and the inner product are fast
  public PqIndex(ProductQuantizer quantizer, Metric metric) {
    super(metric, quantizer, heap -> new CodePanels(heap, quantizer.codeSize()));
    this.quantizer = quantizer;
    this.settings = Settings.of(quantizer);
  }

  @Override
  PanelScorer scorer(QueryBlock block) {
    if (!ProductTables.supports(metric())) {
      var floats = new FloatScorer(Kernels.best().keys(metric()), block);
      var decoder = new ProductDecoder(quantizer).of(codes(), new float[dimension()]);
      return new DecodingScorer(floats, dimension(), decoder);
    }
    float[] ofBlock = tables().of(block.values(), block.size());
    return new ProductScorer(quantizer, ofBlock).of(codes());
  }

  private ProductTables tables() {
    ProductTables prepared = tables;
    if (prepared == null) {
      prepared = new ProductTables(quantizer, metric());
      tables = prepared;
    }
    return prepared;
  }

  @Override
  int largestBlock() {
    return ProductScorer.blockSize(quantizer, super.largestBlock());
  }

  /// The product quantizer.
  ///
  /// @return for a reader or writer of files
  public ProductQuantizer quantizer() {
    return quantizer;
  }

  /// The settings as a file has them.
  ///
  /// @return for a writer of files
  public Settings settings() {
    return settings;
  }

  /// Takes over the settings of a file.
  ///
  /// @param stored kept as they are
  public void restore(Settings stored) {
    settings = stored;
  }

  @Override
  String name() {
    return ProductFacts.name(quantizer);
  }

  @Override
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>(ProductFacts.of(quantizer));
    if (!settings.equals(Settings.of(quantizer))) {
      facts.put("search type in the file", settings.searchType);
      facts.put("Hamming threshold in the file", settings.hammingThreshold);
    }
    return facts;
  }
}
