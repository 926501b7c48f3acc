// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildOptions;
import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.IndexReport;
import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.quantize.ProductTraining;
import dev.kith.internal.random.Samples;
import dev.kith.internal.topk.RangeCollector;
import dev.kith.internal.topk.TopK;
import dev.kith.vector.Codes;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Inverted lists of product codes by residual, and a second product code of what the first one
/// leaves, by which the best candidates are ranked again: `IVF1024,PQ16+16` (specification of the
/// factory, section 2.6). L2 only. Ids are positions.
public final class IvfPqRefinedIndex extends IvfPqIndex {

  private static final ProductTraining TRAINING = new ProductTraining(25, 1000, false, false);

  private ProductQuantizer refiner;
  private CodePanels refinements;
  private final CandidateFactor kFactor = new CandidateFactor(4);

  /// An empty index.
  ///
  /// @param quantizer the index of the centroids, of this dimension and L2; owned by this index
  ///   from now on
  /// @param listCount number of lists, at least 1
  /// @param product makes the codes of lists; owned by this index from now on
  /// @param byResidual whether these codes are of vectors minus their centroids
  /// @param refiner makes the codes of what is left; owned by this index from now on
  public IvfPqRefinedIndex(
      Index quantizer,
      int listCount,
      ProductQuantizer product,
      boolean byResidual,
      ProductQuantizer refiner) {
    super(quantizer, listCount, Metric.L2, product, byResidual);
    this.refiner = refiner;
    this.refinements = new CodePanels(lists().heap(), refiner.codeSize());
  }

  @Override
  Neighbors doSearch(Vectors queries, int k, SearchOptions options) {
    int count = kFactor.candidates(k, options, size());
    return QueryBlock.search(
        queries,
        k,
        metric(),
        options.parallelism(),
        largestBlock(probeCount(options)),
        (block, best) -> {
          TopK found = new TopK(block.size(), count, metric());
          new IvfScan(this, options).run(block, found);
          new RefinedCandidates(this, block).rank(found, count, best);
        });
  }

  /// A radius is widened by the factor, so that what the second code brings nearer is found.
  @Override
  RangeNeighbors doRangeSearch(Vectors queries, float radius, SearchOptions options) {
    float widened = (float) (radius > 0 ? radius * kFactor.of(options) : radius);
    return QueryBlock.rangeSearch(
        queries,
        radius,
        metric(),
        options.parallelism(),
        largestBlock(probeCount(options)),
        (block, sink) -> {
          var found = new RangeCollector(block.size(), widened, metric());
          new IvfScan(this, options).listByList(block, found);
          var places = RangeCollector.join(new RangeCollector[] {found}, metric());
          new RefinedCandidates(this, block).rank(places, sink);
        });
  }

  /// A candidate is known by its place in the lists, where its codes are.
  @Override
  PanelScan.RowIds rowIds(int list) {
    return row -> DirectMap.place(list, row);
  }

  @Override
  @Nullable IdFilter filter(@Nullable IdFilter ofIds) {
    return ofIds == null ? null : place -> ofIds.accepts(id(place));
  }

  /// The id of what is at a place.
  long id(long place) {
    return lists().ids(DirectMap.list(place)).get(DirectMap.offset(place));
  }

  @Override
  void doTrain(VectorSource sample, BuildOptions options) {
    super.doTrain(sample, options);
    if (!refiner.isTrained()) {
      Vectors some = Samples.of(sample, trainingLimit(), options);
      int[] targets = Probes.listNumbers(quantizer().assign(some, 1, options.parallelism()));
      Codes codes = coder().encode(some, targets, options.parallelism());
      refiner.train(left(some, targets, codes), TRAINING, options);
    }
  }

  /// What codes leave of vectors.
  private Vectors left(Vectors vectors, int[] targets, Codes codes) {
    Vectors coded = isByResidual() ? Residuals.of(vectors, targets, quantizer()) : vectors;
    return Residuals.difference(coded, codec().decode(codes));
  }

  @Override
  void doAdd(VectorSource added, long @Nullable [] ids, BuildOptions options) {
    if (ids != null) {
      throw new UnsupportedOperationException(
          "an index of the type %s numbers its vectors itself; put it into an IDMap"
              .formatted(codeName()));
    }
    long before = size();
    try {
      refinements.reserve(before + added.size());
      super.doAdd(added, null, options);
    } catch (RuntimeException | Error e) {
      refinements.truncate(before);
      throw e;
    }
  }

  @Override
  void encoded(Vectors vectors, int[] targets, Codes codes, Parallelism parallelism) {
    Codes refined = refiner.encode(left(vectors, targets, codes), parallelism);
    refinements.append(refined, CodeStore.RowOrder.SAME, refined.size());
  }

  /// Adds to decoded vectors what the second code knows of them.
  Vectors refined(Vectors decoded, long[] ids) {
    Codes codes = Codes.allocate(ids.length, refiner.codeSize());
    for (int i = 0; i < ids.length; i++) {
      refinements.copyCode(ids[i], codes.segment(), codes.offset(i));
    }
    return Residuals.sum(decoded, refiner.decode(codes));
  }

  @Override
  Vectors doReconstruct(long[] ids) {
    return refined(super.doReconstruct(ids), ids);
  }

  @Override
  Vectors doReconstruct(long first, long count) {
    long[] ids = new long[Math.toIntExact(count)];
    Arrays.setAll(ids, i -> first + i);
    return refined(super.doReconstruct(first, count), ids);
  }

  @Override
  long doRemove(IdFilter ids) {
    throw new UnsupportedOperationException(
        "vectors cannot be removed from %s, where ids are positions in the second codes"
            .formatted(codeName()));
  }

  @Override
  void doMerge(BaseIndex other, long addToIds) {
    IvfPqRefinedIndex source = (IvfPqRefinedIndex) other;
    if (addToIds != 0) {
      throw new IllegalArgumentException(
          "an index of the type %s numbers its vectors itself; addToIds is %d, and must be 0"
              .formatted(codeName(), addToIds));
    }
    if (!refiner.encodesLike(source.refiner)) {
      throw new IllegalArgumentException(
          "the codes of the two indexes differ; only indexes of one training can be merged");
    }
    super.doMerge(other, size());
    refinements.append(source.refinements);
  }

  @Override
  void doReset() {
    super.doReset();
    refinements.truncate(0);
  }

  /// Candidates a result.
  ///
  /// @return 4 unless a file or a call of [#setKFactor] said otherwise
  public float kFactor() {
    return kFactor.value();
  }

  /// Sets the candidates a result.
  ///
  /// @param factor 1 to [CandidateFactor#LARGEST]
  public void setKFactor(float factor) {
    CandidateFactor.require(factor);
    change(() -> kFactor.set(factor));
  }

  /// The quantizer of what the first codes leave.
  ///
  /// @return for a reader or writer of files
  public ProductQuantizer refiner() {
    return refiner;
  }

  /// Takes over the quantizer of a file, which is known last.
  ///
  /// @param stored trained
  public void restoreRefiner(ProductQuantizer stored) {
    refiner = stored;
    refinements = new CodePanels(lists().heap(), stored.codeSize());
  }

  /// The second codes, by id.
  ///
  /// @return for a reader or writer of files
  public CodePanels refinements() {
    return refinements;
  }

  @Override
  public Set<SearchParameter> parameters() {
    return CandidateFactor.with(super.parameters());
  }

  @Override
  public boolean isTrained() {
    return super.isTrained() && refiner.isTrained();
  }

  @Override
  public long memoryBytes() {
    return super.memoryBytes() + refiner.memoryBytes();
  }

  @Override
  String codeName() {
    return super.codeName() + "+" + refiner.subquantizers();
  }

  @Override
  public IndexReport report() {
    Map<String, Object> facts = new LinkedHashMap<>(ProductFacts.of(product()));
    facts.put("k_factor", kFactor.value());
    facts.put("bytes per second code", (long) refiner.codeSize());
    return ListBalance.report(this, facts);
  }
}
