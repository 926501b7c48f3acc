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
import dev.kith.internal.random.Samples;
import dev.kith.transform.VectorTransform;
import dev.kith.vector.Codes;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A chain of transforms in front of an index. Distances are those between transformed vectors
/// (specification of the factory, section 2.10).
public final class PreTransformIndex extends WrapperIndex {

  private List<VectorTransform> chain;

  /// Wraps an index.
  ///
  /// @param chain at least one, the first one first; dimensions fit
  /// @param inner of the last transform's output dimension; owned by this index from now on
  public PreTransformIndex(List<VectorTransform> chain, Index inner) {
    super(chain.getFirst().inputDimension(), inner);
    this.chain = List.copyOf(chain);
    int d = dimension();
    for (VectorTransform transform : chain) {
      checkFit(d, transform.inputDimension(), transform.name());
      d = transform.outputDimension();
    }
    checkFit(d, inner.dimension(), "the index behind the transforms");
  }

  private static void checkFit(int given, int wanted, String by) {
    if (given != wanted) {
      throw new IllegalArgumentException(
          by + " wants vectors of dimension " + wanted + ", and gets " + given);
    }
  }

  private Vectors transform(Vectors vectors) {
    Vectors transformed = vectors;
    for (VectorTransform transform : chain) {
      transformed = transform.apply(transformed);
    }
    return transformed;
  }

  private Vectors reverse(Vectors vectors) {
    Vectors reversed = vectors;
    for (VectorTransform transform : chain.reversed()) {
      reversed = transform.reverse(reversed);
    }
    return reversed;
  }

  @Override
  Neighbors doSearch(Vectors queries, int k, SearchOptions options) {
    return inner().search(transform(queries), k, options);
  }

  @Override
  RangeNeighbors doRangeSearch(Vectors queries, float radius, SearchOptions options) {
    return inner().rangeSearch(transform(queries), radius, options);
  }

  /// On copies, so that a training that fails leaves no transform trained.
  @Override
  void doTrain(VectorSource sample, BuildOptions options) {
    List<VectorTransform> learned = new ArrayList<>();
    VectorSource transformed = sample;
    for (VectorTransform transform : chain) {
      VectorTransform next = transform;
      if (!transform.isTrained()) {
        next = transform.untrained();
        next.train(Samples.of(transformed, next.trainingVectors(), options), options);
      }
      learned.add(next);
      transformed = TransformedVectors.of(transformed, next);
    }
    inner().train(transformed, options);
    chain = List.copyOf(learned);
  }

  @Override
  void doAdd(VectorSource added, long @Nullable [] ids, BuildOptions options) {
    VectorSource transformed = added;
    for (VectorTransform transform : chain) {
      transformed = TransformedVectors.of(transformed, transform);
    }
    if (ids == null) {
      inner().add(transformed, options);
    } else {
      inner().add(transformed, ids, options);
    }
  }

  @Override
  Codes doEncode(Vectors vectors, Parallelism parallelism) {
    return inner().encode(transform(vectors), parallelism);
  }

  @Override
  Vectors doDecode(Codes codes) {
    return reverse(inner().decode(codes));
  }

  @Override
  void compare(Candidates candidates) {
    inner().compare(candidates.behind(transform(candidates.queries())));
  }

  @Override
  float[] doReconstruct(long id) {
    return reverse(Vectors.of(new float[][] {inner().reconstruct(id)})).row(0);
  }

  @Override
  Vectors doReconstruct(long first, long count) {
    return reverse(inner().reconstruct(first, count));
  }

  @Override
  long doRemove(IdFilter ids) {
    return inner().remove(ids);
  }

  @Override
  void doMerge(BaseIndex other, long addToIds) {
    PreTransformIndex source = (PreTransformIndex) other;
    if (!chain.equals(source.chain)) {
      throw new IllegalArgumentException(
          "the transforms differ; only indexes of one training can be merged");
    }
    inner().merge(source.inner(), addToIds);
  }

  @Override
  void doReset() {
    inner().reset();
  }

  @Override
  void doClose() {
    inner().close();
  }

  /// The transforms.
  ///
  /// @return the first one first
  public List<VectorTransform> chain() {
    return chain;
  }

  @Override
  boolean shiftsOnRemoval() {
    return inner().shiftsOnRemoval();
  }

  @Override
  public long largestId() {
    return inner().largestId();
  }

  @Override
  public boolean numbersByPosition() {
    return inner().numbersByPosition();
  }

  @Override
  public boolean isTrained() {
    return inner().isTrained() && chain.stream().allMatch(VectorTransform::isTrained);
  }

  @Override
  public long memoryBytes() {
    return inner().memoryBytes() + chain.stream().mapToLong(VectorTransform::memoryBytes).sum();
  }

  @Override
  public IndexReport report() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("output dimension", inner().dimension());
    for (VectorTransform transform : chain) {
      facts.put(
          transform.name(),
          "%d -> %d, %d bytes"
              .formatted(
                  transform.inputDimension(),
                  transform.outputDimension(),
                  transform.memoryBytes()));
    }
    String names = chain.stream().map(VectorTransform::name).collect(Collectors.joining(","));
    return report(names, facts, inner());
  }
}
