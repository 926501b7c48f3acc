// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.IndexReport;
import dev.kith.SearchOptions;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.DecodingScorer;
import dev.kith.internal.panel.FloatScorer;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.ScalarQuantizer;
import dev.kith.internal.quantize.ScalarType;
import dev.kith.vector.Metric;

/// Inverted lists of vectors, or of residuals, whose components are coded one by one (specification
/// of the factory, sections 2.5 and 2.9). Decoding adds the centroid, so that a query is compared
/// with whole vectors, by any metric.
public final class IvfScalarQuantizerIndex extends BaseIvfIndex<CodePanels> {

  /// Vectors that bounds are learnt from, at most (specification of the factory, section 2.4).
  private static final long TRAINING_LIMIT = 100_000;

  private final ScalarQuantizer codec;
  private final boolean flag;

  /// An empty index.
  ///
  /// @param quantizer the index of the centroids, of this dimension; owned by this index from now
  ///   on
  /// @param listCount number of lists, at least 1
  /// @param metric how vectors are compared
  /// @param codec makes the codes; owned by this index from now on
  /// @param byResidual whether codes are of vectors minus their centroids. Codes of no bits always
  ///   are: there, the flag is only kept for files
  public IvfScalarQuantizerIndex(
      Index quantizer, int listCount, Metric metric, ScalarQuantizer codec, boolean byResidual) {
    super(
        quantizer,
        listCount,
        metric,
        codec,
        byResidual || codec.type() == ScalarType.BITS0,
        heap -> new CodePanels(heap, codec.codeSize()));
    this.codec = codec;
    this.flag = byResidual;
  }

  @Override
  ListScorer scorer(QueryBlock block, Probes probes, SearchOptions options) {
    FloatScorer floats = new FloatScorer(Kernels.best().keys(metric()), block);
    PanelScan scan = new PanelScan(options.filter());
    return (list, visits, from, to, sink) ->
        scan.scan(
            lists().size(list),
            lists().ids(list)::get,
            new DecodingScorer(floats, dimension(), codec.decoder(lists().codes(list), bias(list))),
            visits,
            from,
            to,
            sink);
  }

  /// What decodes the codes of a list to whole vectors.
  private float[] bias(int list) {
    float[] bias = codec.bias();
    if (isByResidual()) {
      float[] centroid = quantizer().centroid(list);
      for (int i = 0; i < bias.length; i++) {
        bias[i] += centroid[i];
      }
    }
    return bias;
  }

  @Override
  long trainingLimit() {
    return TRAINING_LIMIT;
  }

  /// The quantizer of the lists.
  ///
  /// @return for a writer of files
  public ScalarQuantizer scalarQuantizer() {
    return codec;
  }

  /// The flag `by_residual` of files.
  ///
  /// @return as it was given
  public boolean residualFlag() {
    return flag;
  }

  @Override
  String codeName() {
    return codec.type().label();
  }

  @Override
  public IndexReport report() {
    return ListBalance.report(this, codec.facts());
  }
}
