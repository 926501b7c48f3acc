// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.IndexReport;
import dev.kith.SearchOptions;
import dev.kith.internal.kernel.ComponentCoding;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.CodeScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.quantize.ScalarQuantizer;
import dev.kith.internal.quantize.ScalarType;
import dev.kith.internal.topk.CandidateSink;
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
    ComponentCoding coding = codec.coding();
    CodeScorer scorer = new CodeScorer(metric(), block, lists().codes(0), coding);
    return new WholeLists(options.filter()) {
      @Override
      public void scan(int list, Visits visits, int from, int to, CandidateSink sink) {
        aim(coding, list);
        scan(lists().ids(list), scorer.on(lists().codes(list), coding), visits, from, to, sink);
      }
    };
  }

  /// Makes the codes of a list decode to whole vectors.
  private void aim(ComponentCoding coding, int list) {
    if (isByResidual()) {
      codec.addToBias(quantizer().centroid(list), coding.bias());
    }
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
