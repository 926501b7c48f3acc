// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.Neighbors;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.vector.Codes;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Codes of two layers: the number of a centroid, and a product code of what it leaves of the
/// vector (specification of the factory, section 2.18). A codec, and the storage of a graph; it is
/// not searched by itself.
public final class TwoLayerIndex extends ScoredIndex<CodePanels> {

  /// The largest number that stands for a way to train a coarse quantizer.
  public static final int MOST_TRAINING = 2;

  private final TwoLayerQuantizer codec;
  private int training;

  /// An empty index.
  ///
  /// @param quantizer the index of the centroids; owned by this index from now on
  /// @param lists number of centroids
  /// @param product codes what the centroids leave; owned by this index from now on
  public TwoLayerIndex(Index quantizer, int lists, ProductQuantizer product) {
    this(new TwoLayerQuantizer(of(quantizer), lists, product));
  }

  private TwoLayerIndex(TwoLayerQuantizer codec) {
    super(Metric.L2, codec, heap -> new CodePanels(heap, codec.codeSize()));
    this.codec = codec;
    this.training =
        switch (codec.quantizer()) {
          case FlatIndex _ -> 0;
          case MultiIndexQuantizer _ -> 1;
          default -> MOST_TRAINING;
        };
  }

  @Override
  Neighbors doSearch(Vectors queries, int k, SearchOptions options) {
    throw notSearched();
  }

  @Override
  RangeNeighbors doRangeSearch(Vectors queries, float radius, SearchOptions options) {
    throw notSearched();
  }

  @Override
  PanelScorer scorer(QueryBlock block) {
    throw notSearched();
  }

  private UnsupportedOperationException notSearched() {
    return new UnsupportedOperationException(
        "%s is a codec: it encodes and decodes, and is not searched; use \"IVF%d,PQ%d\""
            .formatted(name(), codec.lists(), product().subquantizers()));
  }

  @Override
  void doClose() {
    super.doClose();
    quantizer().close();
  }

  /// The index of the centroids.
  ///
  /// @return for a reader or writer of files
  public BaseIndex quantizer() {
    return codec.quantizer();
  }

  /// Number of centroids.
  ///
  /// @return at least 1
  public int lists() {
    return codec.lists();
  }

  /// The second layer.
  ///
  /// @return for a reader or writer of files
  public ProductQuantizer product() {
    return codec.product();
  }

  /// Looks for a code that names a centroid that is not there, as one of a file can.
  ///
  /// @return the first such code, or nothing
  public OptionalLong firstWrongCode() {
    int bytes = ListNumbers.bytes(lists());
    Codes code = Codes.allocate(1, codec.codeSize());
    for (long row = 0; row < size(); row++) {
      codes().copyCode(row, code.segment(), 0);
      if (ListNumbers.read(code, 0, bytes) >= lists()) {
        return OptionalLong.of(row);
      }
    }
    return OptionalLong.empty();
  }

  /// How the coarse quantizer is trained, as files have it: 0 by k-means with its own metric, 1 by
  /// itself, 2 by k-means with L2 (specification of the factory, section 1.3).
  ///
  /// @return for a writer of files
  public int training() {
    return training;
  }

  /// Takes over what a file says of the training.
  ///
  /// @param stored 0 to 2; here the type of the quantizer decides
  public void restoreTraining(int stored) {
    training = stored;
  }

  @Override
  String name() {
    String first = quantizer().report().type();
    return "Residual"
        + (first.startsWith("IMI") ? first.substring("IMI".length()) : codec.lists())
        + ","
        + ProductFacts.name(product());
  }

  @Override
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("centroids", codec.lists());
    facts.putAll(ProductFacts.of(product()));
    return facts;
  }
}
