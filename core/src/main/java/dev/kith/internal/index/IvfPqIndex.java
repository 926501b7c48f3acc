// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.IndexReport;
import dev.kith.SearchOptions;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.panel.DecodingScorer;
import dev.kith.internal.panel.FloatScorer;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.ProductDecoder;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.quantize.ProductScorer;
import dev.kith.internal.quantize.ProductTables;
import dev.kith.internal.quantize.ResidualTerms;
import dev.kith.vector.Metric;
import org.jspecify.annotations.Nullable;

/// Inverted lists of product codes (specification of the factory, sections 2.4 and 2.6).
///
/// By residual and L2, a distance is `|x - y_C|^2 + (|y_R|^2 + 2 <y_C, y_R>) - 2 <x, y_R>`: the
/// coarse distance, a float that is kept with the code, and a sum from one table of inner products
/// that serves all lists of a query. The other combinations need no such float.
public class IvfPqIndex extends BaseIvfIndex<PqCodes> {

  private static final int MOST_TRAINING_VECTORS_A_CENTROID = 256;

  private final ProductQuantizer product;

  /// Made at the first need.
  private volatile @Nullable ProductTables tables;

  /// An empty index.
  ///
  /// @param quantizer the index of the centroids, of this dimension; owned by this index from now
  ///   on
  /// @param listCount number of lists, at least 1
  /// @param metric how vectors are compared; L2 and the inner product are fast
  /// @param product makes the codes; owned by this index from now on
  /// @param byResidual whether codes are of vectors minus their centroids
  public IvfPqIndex(
      Index quantizer, int listCount, Metric metric, ProductQuantizer product, boolean byResidual) {
    super(
        quantizer,
        listCount,
        metric,
        product,
        byResidual,
        heap -> new PqCodes(heap, product.codeSize()));
    this.product = product;
  }

  @Override
  final ListScorer scorer(QueryBlock block, Probes probes, SearchOptions options) {
    PanelScan scan = new PanelScan(filter(options.filter()));
    CodeScorers scorers = scorers(block, probes);
    return (list, visits, from, to, sink) ->
        scan.scan(lists().size(list), rowIds(list), scorers.of(list), visits, from, to, sink);
  }

  /// What a scan of a list calls its rows.
  PanelScan.RowIds rowIds(int list) {
    return lists().ids(list)::get;
  }

  /// The filter of a call, for what a scan calls its rows.
  @Nullable IdFilter filter(@Nullable IdFilter ofIds) {
    return ofIds;
  }

  /// Hands out a scorer for each list.
  @FunctionalInterface
  private interface CodeScorers {
    PanelScorer of(int list);
  }

  private CodeScorers scorers(QueryBlock block, Probes probes) {
    if (!ProductTables.supports(metric())) {
      var floats = new FloatScorer(Kernels.best().keys(metric()), block);
      var decoder = new ProductDecoder(product);
      return list ->
          new DecodingScorer(floats, dimension(), decoder.of(codes(list).codes(), origin(list)));
    }
    var sums = new ProductScorer(product, tables().of(block.values(), block.size()));
    if (!isByResidual()) {
      return list -> sums.of(codes(list).codes());
    }
    var residuals = new ResidualScorer(quantizer(), metric(), block, probes);
    return list -> residuals.of(list, sums.of(codes(list).codes()), codes(list).terms());
  }

  private PqCodes codes(int list) {
    return lists().codes(list);
  }

  private float[] origin(int list) {
    return isByResidual() ? quantizer().centroid(list) : new float[dimension()];
  }

  private ProductTables tables() {
    ProductTables prepared = tables;
    if (prepared == null) {
      // with residuals, only the products of a query are the same for all lists
      prepared = new ProductTables(product, isByResidual() ? Metric.INNER_PRODUCT : metric());
      tables = prepared;
    }
    return prepared;
  }

  private boolean keepsTerms() {
    return isByResidual() && metric().kind() == Metric.Kind.L2;
  }

  @Override
  void appended(int list, long from) {
    if (keepsTerms()) {
      float[] centroid = quantizer().centroid(list);
      codes(list).appendTerms(ResidualTerms.of(product, codes(list).copyFrom(from), centroid));
    }
  }

  /// Memory of what is kept beside the codes of a list.
  ///
  /// @param codes in the list
  /// @return bytes
  public final long termBytes(long codes) {
    return keepsTerms() && codes > 0 ? PqCodes.termBytes(codes) : 0;
  }

  @Override
  long trainingLimit() {
    return (long) MOST_TRAINING_VECTORS_A_CENTROID * product.centroidsEach();
  }

  @Override
  int largestBlock(int probes) {
    return ProductScorer.blockSize(product, super.largestBlock(probes));
  }

  /// The product quantizer.
  ///
  /// @return for a reader or writer of files
  public final ProductQuantizer product() {
    return product;
  }

  @Override
  String codeName() {
    return ProductFacts.name(product);
  }

  @Override
  public IndexReport report() {
    return ListBalance.report(this, ProductFacts.of(product));
  }
}
