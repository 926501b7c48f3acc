// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.Index;
import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.FastScanSettings;
import dev.kith.internal.index.FlatIndex;
import dev.kith.internal.index.IdMapIndex;
import dev.kith.internal.index.IvfFlatDedupIndex;
import dev.kith.internal.index.IvfFlatIndex;
import dev.kith.internal.index.IvfPqFastScanIndex;
import dev.kith.internal.index.IvfPqIndex;
import dev.kith.internal.index.IvfPqRefinedIndex;
import dev.kith.internal.index.IvfScalarQuantizerIndex;
import dev.kith.internal.index.LshIndex;
import dev.kith.internal.index.MultiIndexQuantizer;
import dev.kith.internal.index.PqFastScanIndex;
import dev.kith.internal.index.PqIndex;
import dev.kith.internal.index.PreTransformIndex;
import dev.kith.internal.index.RefineIndex;
import dev.kith.internal.index.ScalarQuantizerIndex;
import dev.kith.internal.index.TwoLayerIndex;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.quantize.ProductTraining;
import dev.kith.internal.quantize.ScalarQuantizer;
import dev.kith.transform.DimensionMap;
import dev.kith.transform.HadamardRotation;
import dev.kith.transform.Itq;
import dev.kith.transform.Normalization;
import dev.kith.transform.Opq;
import dev.kith.transform.Pca;
import dev.kith.transform.PcaSettings;
import dev.kith.transform.RandomRotation;
import dev.kith.transform.VectorTransform;
import dev.kith.vector.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Builds untrained indexes from index strings such as `IVF1024,Flat`. A new type of index is one
/// line in one of the switches below.
public final class IndexFactory {

  private final IndexSpec whole;
  private final Metric metric;

  private IndexFactory(IndexSpec whole, Metric metric) {
    this.whole = whole;
    this.metric = metric;
  }

  /// Builds an index from a string.
  ///
  /// @param d components of a vector, at least 1
  /// @param text such as `IVF1024,Flat`; no blanks, case matters
  /// @param metric how vectors are compared
  /// @return an empty index, untrained unless there is nothing to train
  /// @throws FactoryException if the string cannot be read or does not fit `d` and `metric`; points
  ///   at the place
  /// @throws NotBuiltYetException if the string is valid and this version cannot build it
  public static Index create(int d, String text, Metric metric) {
    return create(d, IndexSpec.parse(text, d, metric), metric);
  }

  /// Builds an index from a string for L2, the inner product or cosine.
  ///
  /// @param d components of a vector, at least 1
  /// @param text such as `IVF1024,Flat`
  /// @param similarity how vectors are compared
  /// @return an empty index
  /// @throws FactoryException if the string cannot be read or does not fit
  /// @throws NotBuiltYetException if the string is valid and this version cannot build it
  public static Index create(int d, String text, Similarity similarity) {
    IndexSpec spec = IndexSpec.parse(text, d, similarity.metric());
    return create(d, similarity.applyTo(spec), similarity.metric());
  }

  /// Builds an index from a tree that fits `d` and `metric`.
  ///
  /// @param d components of a vector
  /// @param spec see [IndexSpec#validate]
  /// @param metric how vectors are compared
  /// @return an empty index
  /// @throws NotBuiltYetException if this version cannot build it
  public static Index create(int d, IndexSpec spec, Metric metric) {
    return new IndexFactory(spec, metric).build(d, spec);
  }

  /// The tree that builds an index like a given one, untrained and empty. What no string says stays
  /// out: parameters of searches, ids, all that was learned.
  ///
  /// Two trees that build the same index have one answer here: `RR64` of vectors of 64 components
  /// comes back as `RR`. A file does not say whether a product quantizer was trained for Hamming
  /// distances; an index that was read from one comes back as one that was.
  ///
  /// @param index one of this library's
  /// @return the tree, whose `toString()` is a string to build it with; empty if there is none, as
  ///   for centering or for a scalar quantizer with one range for all components
  public static Optional<IndexSpec> describe(Index index) {
    return ReverseFactory.describe(BaseIndex.of(index));
  }

  /// The tree that builds an index like a given one by [#create(int, String, Similarity)]. There
  /// are indexes for cosine that no string for the inner product builds: those with a refinement,
  /// which has to come behind the normalisation.
  ///
  /// @param index one of this library's
  /// @param similarity how it compares vectors
  /// @return the tree; empty if no string builds such an index with this similarity
  public static Optional<IndexSpec> describe(Index index, Similarity similarity) {
    return ReverseFactory.describe(BaseIndex.of(index), similarity);
  }

  private Index build(int d, IndexSpec spec) {
    return switch (spec) {
      case CodeSpec.Flat() -> new FlatIndex(d, metric);
      case CodeSpec.PqFastScan fast ->
          new PqFastScanIndex(productQuantizer(d, fast), metric, settings(fast));
      case CodeSpec.Pq pq -> new PqIndex(quantizer(d, pq), metric);
      case CodeSpec.Sq scalar -> new ScalarQuantizerIndex(codec(d, scalar), metric);
      case CodeSpec.Lsh(OptionalInt bits, boolean rotate, boolean thresholds) ->
          new LshIndex(d, bits.orElse(d), rotate, thresholds);
      case IndexSpec.IdMap(IndexSpec inner, boolean twoWay) ->
          new IdMapIndex(build(d, inner), twoWay);
      case IndexSpec.PreTransform(List<TransformSpec> transforms, IndexSpec inner) ->
          preTransform(d, transforms, inner);
      case IndexSpec.RefineFlat(IndexSpec base) ->
          new RefineIndex(build(d, base), new FlatIndex(d, metric));
      case IndexSpec.Refine(IndexSpec base, IndexSpec refiner) ->
          new RefineIndex(build(d, base), build(d, refiner));
      case IndexSpec.Ivf(CoarseSpec coarse, IvfCodeSpec code) -> ivf(d, coarse, code);
      case IndexSpec.TwoLayer(CoarseSpec.FirstLayer first, int m, int bits) ->
          new TwoLayerIndex(quantizer(d, first), lists(first), new ProductQuantizer(d, m, bits));
      default -> throw notBuilt(spec);
    };
  }

  private Index ivf(int d, CoarseSpec coarse, IvfCodeSpec code) {
    int lists = lists(coarse);
    return switch (code) {
      case CodeSpec.Flat() -> new IvfFlatIndex(quantizer(d, coarse), lists);
      case IvfCodeSpec.FlatDedup() -> new IvfFlatDedupIndex(quantizer(d, coarse), lists, metric);
      case CodeSpec.PqFastScan fast ->
          new IvfPqFastScanIndex(
              quantizer(d, coarse),
              lists,
              metric,
              productQuantizer(d, fast),
              fast.byResidual(),
              settings(fast));
      case CodeSpec.Pq pq ->
          new IvfPqIndex(quantizer(d, coarse), lists, metric, quantizer(d, pq), true);
      case IvfCodeSpec.RefinedPq(int m, int refineM) ->
          new IvfPqRefinedIndex(
              quantizer(d, coarse),
              lists,
              new ProductQuantizer(d, m, Byte.SIZE),
              true,
              new ProductQuantizer(d, refineM, Byte.SIZE));
      case CodeSpec.Sq scalar ->
          new IvfScalarQuantizerIndex(
              quantizer(d, coarse), lists, metric, codec(d, scalar), scalar.kind() != SqKind.ZERO);
      default -> throw notBuilt(code);
    };
  }

  private static ProductQuantizer productQuantizer(int d, CodeSpec.PqFastScan fast) {
    return new ProductQuantizer(d, fast.m(), PqFastScanIndex.BITS);
  }

  private static FastScanSettings settings(CodeSpec.PqFastScan fast) {
    return FastScanSettings.DEFAULTS.withBlockSize(fast.block());
  }

  private static ProductQuantizer quantizer(int d, CodeSpec.Pq pq) {
    return new ProductQuantizer(
        d,
        pq.m(),
        pq.bits(),
        pq.polysemous() ? ProductTraining.POLYSEMOUS : ProductTraining.DEFAULTS);
  }

  private Index quantizer(int d, CoarseSpec coarse) {
    return switch (coarse) {
      case CoarseSpec.Centroids _ -> new FlatIndex(d, metric);
      case CoarseSpec.MultiIndex(int parts, int bits) ->
          new MultiIndexQuantizer(new ProductQuantizer(d, parts, bits));
      case CoarseSpec.Nested(long _, IndexSpec index) -> build(d, index);
      default -> throw notBuilt(coarse);
    };
  }

  private ScalarQuantizer codec(int d, CodeSpec.Sq scalar) {
    return new ScalarQuantizer(d, scalar.kind().type().orElseThrow(() -> notBuilt(scalar)));
  }

  private int lists(CoarseSpec coarse) {
    long lists = coarse.lists();
    if (lists < 1 || lists > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "\"%s\" asks for %d lists; allowed are 1 to %d"
              .formatted(whole, lists, Integer.MAX_VALUE - 8));
    }
    return (int) lists;
  }

  private Index preTransform(int d, List<TransformSpec> transforms, IndexSpec inner) {
    List<VectorTransform> chain = new ArrayList<>();
    int current = d;
    for (TransformSpec transform : transforms) {
      chain.add(transform(current, transform));
      current = chain.getLast().outputDimension();
    }
    return new PreTransformIndex(chain, build(current, inner));
  }

  private VectorTransform transform(int d, TransformSpec spec) {
    return switch (spec) {
      case TransformSpec.L2Norm() -> new Normalization(d);
      case TransformSpec.Pca(int n, boolean whiten, boolean rotate) ->
          new Pca(d, n, PcaSettings.of(whiten, rotate));
      case TransformSpec.RandomRotation rotation ->
          new RandomRotation(d, rotation.outputDimension(d));
      case TransformSpec.Hadamard(int seed) -> new HadamardRotation(d, seed);
      case TransformSpec.Itq(OptionalInt n) ->
          n.isPresent() ? Itq.withPca(d, n.getAsInt()) : new Itq(d);
      case TransformSpec.Pad padding -> DimensionMap.padding(d, padding.outputDimension(d));
      case TransformSpec.Opq opq -> new Opq(d, opq.m(), opq.outputDimension(d));
    };
  }

  private NotBuiltYetException notBuilt(SpecNode part) {
    return new NotBuiltYetException(whole, part);
  }
}
