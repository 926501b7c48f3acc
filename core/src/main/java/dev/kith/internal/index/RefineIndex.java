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
import dev.kith.index.RefinedIndex;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.vector.Codes;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Candidates of one index, ranked again by another that holds the same vectors (specification of
/// the factory, section 2.15). Both number them by position.
public final class RefineIndex extends BaseIndex implements RefinedIndex {

  /// Queries that the base searches together: the more there are, the more share a list.
  private static final int BLOCK = 4096;

  /// Candidates that are held at a time.
  private static final int CANDIDATES = 1 << 22;

  private final BaseIndex base;
  private final BaseIndex refiner;
  private final CandidateFactor kFactor = new CandidateFactor(1);

  /// Joins two indexes.
  ///
  /// @param base finds the candidates; owned by this index from now on
  /// @param refiner gives the distances; of the same dimension, metric and size; owned by this
  ///   index from now on.
  public RefineIndex(Index base, Index refiner) {
    super(base.dimension(), base.metric());
    this.base = of(base);
    this.refiner = of(refiner);
    if (refiner instanceof FlatIndex flat) {
      flat.lookUpOnly();
    }
    if (refiner.dimension() != base.dimension()
        || !refiner.metric().equals(base.metric())
        || this.refiner.size() != base.size()) {
      throw new IllegalArgumentException(
          "the base (%s, %d vectors) and the index that refines it (%s, %d vectors) must have the same dimension, metric and size"
              .formatted(
                  this.base.summary(), base.size(), this.refiner.summary(), this.refiner.size()));
    }
    if (!this.refiner.numbersByPosition() || this.base.largestId() >= base.size()) {
      throw new IllegalArgumentException(
          "a refinement finds vectors by their positions, and %s has ids of its own; put the id map around the refinement"
              .formatted((this.refiner.numbersByPosition() ? this.base : this.refiner).summary()));
    }
  }

  @Override
  Neighbors doSearch(Vectors queries, int k, SearchOptions options) {
    int candidates = kFactor.candidates(k, options, size());
    SearchOptions ofBase = ofBase(options);
    return QueryBlock.search(
        queries,
        k,
        metric(),
        options.parallelism(),
        Math.clamp(CANDIDATES / candidates, 1, BLOCK),
        (block, best) -> {
          Neighbors found = base.search(block.vectors(), candidates, ofBase);
          rank(Candidates.of(block, found), best);
        });
  }

  /// A radius is widened by the factor, in the direction that lets more vectors in.
  @Override
  RangeNeighbors doRangeSearch(Vectors queries, float radius, SearchOptions options) {
    float factor = (float) kFactor.of(options);
    boolean shrink = metric().isSimilarity() ? radius > 0 : radius < 0;
    float widened = shrink ? radius / factor : radius * factor;
    SearchOptions ofBase = ofBase(options);
    return QueryBlock.rangeSearch(
        queries,
        radius,
        metric(),
        options.parallelism(),
        BLOCK,
        (block, sink) -> {
          RangeNeighbors found = base.rangeSearch(block.vectors(), widened, ofBase);
          rank(Candidates.of(block, found), sink);
        });
  }

  private void rank(Candidates candidates, CandidateSink sink) {
    refiner.compare(candidates);
    candidates.offerTo(sink);
  }

  /// A block is searched by the thread that has it.
  private SearchOptions ofBase(SearchOptions options) {
    return options.only(base.parameters()).threads(1);
  }

  @Override
  void compare(Candidates candidates) {
    refiner.compare(candidates);
  }

  @Override
  void doTrain(VectorSource sample, BuildOptions options) {
    base.train(sample, options);
    refiner.train(sample, options);
  }

  @Override
  void doAdd(VectorSource added, long @Nullable [] ids, BuildOptions options) {
    if (ids != null || base instanceof IdMapIndex) {
      throw new UnsupportedOperationException(
          "a refinement numbers its vectors itself; put the whole of it into an IDMap: \"IDMap,PQ16,RFlat\"");
    }
    inBoth(() -> refiner.add(added, options), () -> base.add(added, options));
  }

  /// Changes the refiner, then the base; if that fails, takes back what came to the refiner.
  private void inBoth(Runnable changeOfRefiner, Runnable changeOfBase) {
    long before = refiner.size();
    changeOfRefiner.run();
    try {
      changeOfBase.run();
    } catch (RuntimeException | Error e) {
      refiner.remove(id -> id >= before);
      throw e;
    }
  }

  @Override
  int doCodeSize() {
    return base.doCodeSize() + refiner.doCodeSize();
  }

  @Override
  Codes doEncode(Vectors vectors, Parallelism parallelism) {
    return base.encode(vectors, parallelism).beside(refiner.encode(vectors, parallelism));
  }

  @Override
  Vectors doDecode(Codes codes) {
    return refiner.decode(codes.columns(base.doCodeSize(), doCodeSize()));
  }

  @Override
  float[] doReconstruct(long id) {
    return refiner.reconstruct(id);
  }

  @Override
  Vectors doReconstruct(long first, long count) {
    return refiner.reconstruct(first, count);
  }

  @Override
  long doRemove(IdFilter ids) {
    if (!shiftsOnRemoval()) {
      throw new UnsupportedOperationException(
          "vectors cannot be removed from a refinement of %s by %s: both must number vectors by position"
              .formatted(base.report().type(), refiner.report().type()));
    }
    // asked once for both
    BitSet gone = new BitSet();
    for (int id = 0; id < size(); id++) {
      gone.set(id, ids.accepts(id));
    }
    refiner.remove(IdFilter.of(gone));
    return base.remove(IdFilter.of(gone));
  }

  @Override
  void doMerge(BaseIndex other, long addToIds) {
    if (addToIds != 0) {
      throw new IllegalArgumentException(
          "a refinement numbers its vectors itself; addToIds is " + addToIds + ", and must be 0");
    }
    RefineIndex source = (RefineIndex) other;
    inBoth(
        () -> refiner.merge(source.refiner, offset(refiner)),
        () -> base.merge(source.base, offset(base)));
  }

  /// What is added to ids that come to a part of this index.
  private long offset(BaseIndex part) {
    return part.shiftsOnRemoval() ? 0 : size();
  }

  @Override
  void doReset() {
    base.reset();
    refiner.reset();
  }

  @Override
  void doClose() {
    base.close();
    refiner.close();
  }

  @Override
  public BaseIndex base() {
    return base;
  }

  @Override
  public BaseIndex refiner() {
    return refiner;
  }

  @Override
  public float kFactor() {
    return kFactor.value();
  }

  @Override
  public void setKFactor(float factor) {
    CandidateFactor.require(factor);
    change(() -> kFactor.set(factor));
  }

  @Override
  boolean shiftsOnRemoval() {
    return base.shiftsOnRemoval() && refiner.shiftsOnRemoval();
  }

  @Override
  public Set<SearchParameter> parameters() {
    return CandidateFactor.with(base.parameters());
  }

  @Override
  public long size() {
    return base.size();
  }

  @Override
  public long largestId() {
    return base.largestId();
  }

  @Override
  public boolean numbersByPosition() {
    return refiner.numbersByPosition();
  }

  @Override
  public boolean isTrained() {
    return base.isTrained() && refiner.isTrained();
  }

  @Override
  public long memoryBytes() {
    return base.memoryBytes() + refiner.memoryBytes();
  }

  @Override
  public IndexReport report() {
    return report("Refine", Map.of("k_factor", kFactor.value()), base, refiner);
  }
}
