// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.IndexReport;
import dev.kith.SearchOptions;
import dev.kith.internal.panel.PackedCodes;
import dev.kith.internal.panel.PackedScorer;
import dev.kith.internal.panel.PackedTables;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.ByteTableMaker;
import dev.kith.internal.quantize.ByteTables;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.quantize.TableScale;
import dev.kith.vector.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Inverted lists of product codes of 4 bits, compared with queries by tables of bytes
/// (specification of the factory, sections 2.4 and 2.8).
public final class IvfPqFastScanIndex extends BaseIvfIndex<PackedCodes> {

  /// Training vectors a centroid.
  private static final long SAMPLE = 256;

  /// Bytes of tables of a block, which should stay in a cache of the second level or so.
  private static final int TABLE_BYTES = 1 << 21;

  private final ProductQuantizer productQuantizer;
  private final FastScanSettings settings;
  private volatile @Nullable ByteTableMaker tables;
  private volatile @Nullable ResidualTables residualTables;

  /// An empty index.
  ///
  /// @param quantizer the index of the centroids, of this dimension; owned by this index from now
  ///   on
  /// @param listCount number of lists, at least 1
  /// @param metric L2 or the inner product
  /// @param productQuantizer of 4 bits
  /// @param byResidual whether codes are of vectors minus their centroids
  /// @param settings for files
  public IvfPqFastScanIndex(
      Index quantizer,
      int listCount,
      Metric metric,
      ProductQuantizer productQuantizer,
      boolean byResidual,
      FastScanSettings settings) {
    super(
        quantizer,
        listCount,
        metric,
        productQuantizer,
        byResidual,
        heap -> new PackedCodes(heap, productQuantizer.subquantizers()));
    PqFastScanIndex.requireFourBits(productQuantizer);
    if (metric.kind() != Metric.Kind.L2 && metric.kind() != Metric.Kind.INNER_PRODUCT) {
      throw new IllegalArgumentException(
          "fast scan in inverted lists compares by L2 or the inner product, not by " + metric);
    }
    this.productQuantizer = productQuantizer;
    this.settings = settings;
  }

  @Override
  void trained() {
    if (isTrained()) {
      residualTables =
          usesResidualTables() ? ResidualTables.of(quantizer(), productQuantizer) : null;
      tables = new ByteTableMaker(productQuantizer, metric());
    }
  }

  @Override
  ListScorer scorer(QueryBlock block, Probes probes, SearchOptions options) {
    if (tables == null) { // its parts were trained elsewhere
      trained();
    }
    PanelScan scan = new PanelScan(options.filter());
    ResidualTables ofResiduals = residualTables;
    if (ofResiduals != null) {
      return new PackedResidualScorer(lists(), ofResiduals, block, probes, scan);
    }
    PackedTables made = isByResidual() ? withBiases(block, probes) : withoutBiases(block);
    PackedScorer scorer = new PackedScorer(lists().codes(0), made, metric().isSimilarity());
    return (list, visits, from, to, sink) ->
        scan.scan(
            lists().size(list),
            lists().ids(list)::get,
            scorer.of(lists().codes(list)),
            visits,
            from,
            to,
            sink);
  }

  private ByteTables withoutBiases(QueryBlock block) {
    return Objects.requireNonNull(tables)
        .of(
            block,
            (query, range) ->
                TableScale.ofSums(range.largestSpan(), range.spanSum(), range.leastSum()));
  }

  /// Codes are of residuals, and the similarity of a query to a centroid is added to all of its
  /// list.
  private ByteTables withBiases(QueryBlock block, Probes probes) {
    ProbeBiases biases = new ProbeBiases(block, probes, quantizer());
    ByteTables made = Objects.requireNonNull(tables).of(block, biases::scale);
    made.setBiases(biases.rounded());
    return made;
  }

  @Override
  long trainingLimit() {
    return SAMPLE * productQuantizer.centroidsEach();
  }

  @Override
  int largestBlock(int probes) {
    int size = productQuantizer.subquantizers() * productQuantizer.centroidsEach();
    return Math.clamp(TABLE_BYTES / size, 1, super.largestBlock(probes));
  }

  /// What makes the codes.
  ///
  /// @return the quantizer
  public ProductQuantizer productQuantizer() {
    return productQuantizer;
  }

  /// What a file keeps.
  ///
  /// @return the settings
  public FastScanSettings settings() {
    return settings;
  }

  /// Bytes of what [#trained] prepares once the quantizers are there.
  ///
  /// @return bytes
  public long preparedBytes() {
    return usesResidualTables() ? ResidualTables.bytes(quantizer(), productQuantizer) : 0;
  }

  private boolean usesResidualTables() {
    return isTrained() && isByResidual() && !metric().isSimilarity();
  }

  @Override
  public long memoryBytes() {
    return super.memoryBytes() + preparedBytes();
  }

  @Override
  public IndexReport report() {
    Map<String, Object> facts = new LinkedHashMap<>(settings.facts(productQuantizer));
    facts.put("bytes of prepared tables", preparedBytes());
    return ListBalance.report(this, facts);
  }

  @Override
  String codeName() {
    return settings.name(productQuantizer.subquantizers(), isByResidual());
  }
}
