// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.BaseIvfIndex;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From an index back to the tree that builds one like it (specification of the factory, section
/// 1.6). Unlike the reverse factory of Faiss this one keeps whatever a string can say, such as the
/// residual flag and the blocks of a fast scan.
///
/// A new type of index is one line in one of the switches below.
final class ReverseFactory {

  private ReverseFactory() {}

  /// The tree of an index; empty if no string says all of it.
  static Optional<IndexSpec> describe(BaseIndex index) {
    return tree(index).filter(ReverseFactory::hasSpelling);
  }

  /// The tree that becomes such an index with a similarity.
  static Optional<IndexSpec> describe(BaseIndex index, Similarity similarity) {
    return index.metric().equals(similarity.metric())
        ? tree(index).flatMap(similarity::takeFrom).filter(ReverseFactory::hasSpelling)
        : Optional.empty();
  }

  /// Some indexes can be put together, or read from a file, and not spelled: such as a refinement
  /// below a transform.
  private static boolean hasSpelling(IndexSpec spec) {
    try {
      return IndexSpec.parse(spec.toString()).equals(spec);
    } catch (FactoryException e) {
      return false;
    }
  }

  private static Optional<IndexSpec> tree(BaseIndex index) {
    return switch (index) {
      case FlatIndex _ -> Optional.of(new CodeSpec.Flat());
      case ScalarQuantizerIndex scalar ->
          KnownCodes.scalar(scalar.scalarQuantizer()).map(IndexSpec.class::cast);
      case LshIndex lsh -> Optional.of(KnownCodes.hash(lsh));
      case PqIndex product -> Optional.of(KnownCodes.product(product.quantizer()));
      case PqFastScanIndex fast -> Optional.of(KnownCodes.fastScan(fast));
      case IdMapIndex map ->
          tree(map.inner()).map(inner -> new IndexSpec.IdMap(inner, map.isTwoWay()));
      case PreTransformIndex chain -> preTransform(chain);
      case RefineIndex refined -> tree(refined.base()).flatMap(base -> refined(base, refined));
      case TwoLayerIndex layers -> twoLayer(layers);
      case BaseIvfIndex<?> ivf ->
          coarse(ivf).flatMap(coarse -> code(ivf).map(code -> new IndexSpec.Ivf(coarse, code)));
      default -> Optional.empty();
    };
  }

  private static Optional<IndexSpec> preTransform(PreTransformIndex index) {
    return tree(index.inner())
        .flatMap(inner -> {
          var known = new KnownTransforms(KnownCodes.productParts(inner));
          List<TransformSpec> specs = new ArrayList<>();
          for (var transform : index.chain()) {
            known.describe(transform).ifPresent(specs::add);
          }
          return specs.size() == index.chain().size()
              ? Optional.of(new IndexSpec.PreTransform(specs, inner))
              : Optional.empty();
        });
  }

  private static Optional<IndexSpec> refined(IndexSpec base, RefineIndex index) {
    return tree(index.refiner())
        .map(refiner ->
            refiner instanceof CodeSpec.Flat
                ? new IndexSpec.RefineFlat(base)
                : new IndexSpec.Refine(base, refiner));
  }

  private static Optional<IvfCodeSpec> code(BaseIvfIndex<?> index) {
    return switch (index) {
      case IvfFlatIndex _ -> Optional.of(new CodeSpec.Flat());
      case IvfFlatDedupIndex _ -> Optional.of(new IvfCodeSpec.FlatDedup());
      case IvfScalarQuantizerIndex scalar -> KnownCodes.scalar(scalar).map(IvfCodeSpec.class::cast);
      case IvfPqRefinedIndex refined -> KnownCodes.refined(refined);
      case IvfPqIndex product when product.isByResidual() ->
          Optional.of(KnownCodes.product(product.product()));
      case IvfPqFastScanIndex fast -> Optional.of(KnownCodes.fastScan(fast));
      default -> Optional.empty();
    };
  }

  /// A string has one metric for all parts, which a file need not have.
  private static Optional<CoarseSpec> coarse(BaseIvfIndex<?> index) {
    BaseIndex quantizer = index.quantizer();
    if (!quantizer.metric().equals(index.metric())) {
      return Optional.empty();
    }
    long lists = index.listCount();
    return switch (quantizer) {
      case FlatIndex _ -> Optional.of(new CoarseSpec.Centroids(lists));
      case MultiIndexQuantizer multi -> Optional.of(multiIndex(multi));
      default -> tree(quantizer).map(inner -> new CoarseSpec.Nested(lists, inner));
    };
  }

  private static CoarseSpec.MultiIndex multiIndex(MultiIndexQuantizer index) {
    return new CoarseSpec.MultiIndex(index.product().subquantizers(), index.product().bits());
  }

  private static Optional<IndexSpec> twoLayer(TwoLayerIndex index) {
    Optional<CoarseSpec.FirstLayer> first =
        switch (index.quantizer()) {
          case FlatIndex _ -> Optional.of(new CoarseSpec.Centroids(index.lists()));
          case MultiIndexQuantizer multi -> Optional.of(multiIndex(multi));
          default -> Optional.empty();
        };
    int parts = index.product().subquantizers();
    int bits = index.product().bits();
    return first.map(layer -> new IndexSpec.TwoLayer(layer, parts, bits));
  }
}
