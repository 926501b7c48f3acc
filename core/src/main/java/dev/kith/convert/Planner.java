// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.factory.CoarseSpec;
import dev.kith.factory.CodeSpec;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.factory.TransformSpec;
import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.BaseIvfIndex;
import dev.kith.internal.index.CodeIndex;
import dev.kith.internal.index.IdMapIndex;
import dev.kith.internal.index.MultiIndexQuantizer;
import dev.kith.internal.index.PreTransformIndex;
import dev.kith.internal.index.RefineIndex;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the way from an index to a tree: both are walked together from the outside in. What the
/// tree has and the index lacks is put around it, what the index has too much is taken off, and
/// codes become others where they meet.
final class Planner {

  private Planner() {}

  /// The way, if there is one.
  ///
  /// @throws NoConversionException with the reason alone
  static Plan plan(BaseIndex source, IndexSpec target) {
    if (isLike(source, target)) {
      return Plan.keep(source);
    }
    return switch (target) {
      case IndexSpec.IdMap(IndexSpec inner, boolean twoWay) -> idMap(source, inner, twoWay);
      case IndexSpec.RefineFlat(IndexSpec base) -> refineFlat(source, base);
      case IndexSpec.Refine(IndexSpec base, IndexSpec refiner)
          when source instanceof RefineIndex refined ->
          refine(refined, base, refiner);
      case IndexSpec.PreTransform(List<TransformSpec> transforms, IndexSpec inner)
          when source instanceof PreTransformIndex chain && sameTransforms(chain, transforms) ->
          behind(chain, inner);
      case IndexSpec.Ivf(CoarseSpec coarse, var code)
          when source instanceof BaseIvfIndex<?> lists && sameCentroids(lists, coarse) ->
          CodePlans.inLists(lists, code);
      case CodeSpec code when source instanceof CodeIndex<?> codes -> CodePlans.flat(codes, code);
      default -> unwrapped(source, target);
    };
  }

  private static boolean isLike(BaseIndex source, IndexSpec target) {
    return IndexFactory.describe(source).filter(target::equals).isPresent();
  }

  private static boolean sameTransforms(PreTransformIndex source, List<TransformSpec> target) {
    return IndexFactory.describe(source)
        .map(spec -> ((IndexSpec.PreTransform) spec).transforms())
        .filter(transforms -> transforms.size() == target.size())
        .filter(transforms ->
            IntStream.range(0, target.size())
                .allMatch(i -> isSame(transforms.get(i), target.get(i))))
        .isPresent();
  }

  /// What an OPQ was trained for does not matter any more, and files do not tell it.
  private static boolean isSame(TransformSpec transform, TransformSpec target) {
    if (transform instanceof TransformSpec.Opq(_, var dimension)
        && target instanceof TransformSpec.Opq(_, var wanted)) {
      return dimension.equals(wanted);
    }
    return transform.equals(target);
  }

  /// Looks at the coarse quantizer alone: the codes in the lists may be such that no string says.
  private static boolean sameCentroids(BaseIvfIndex<?> source, CoarseSpec target) {
    BaseIndex quantizer = source.quantizer();
    return source.listCount() == target.lists()
        && switch (target) {
          case CoarseSpec.Centroids _ -> isLike(quantizer, new CodeSpec.Flat());
          case CoarseSpec.Nested(long _, IndexSpec index) -> isLike(quantizer, index);
          case CoarseSpec.MultiIndex(int parts, int bits) ->
              quantizer instanceof MultiIndexQuantizer index
                  && index.product().subquantizers() == parts
                  && index.product().bits() == bits;
          default -> false;
        };
  }

  private static Plan behind(PreTransformIndex chain, IndexSpec target) {
    return plan(chain.inner(), target)
        .then((inner, work) -> {
          work.replaced(chain);
          return work.made(new PreTransformIndex(chain.chain(), inner));
        });
  }

  private static Plan idMap(BaseIndex source, IndexSpec target, boolean twoWay) {
    return source instanceof IdMapIndex map
        ? otherIdMap(map, plan(map.inner(), target), twoWay)
        : Wrappers.idMap(plan(source, target), twoWay);
  }

  private static Plan otherIdMap(IdMapIndex source, Plan inside, boolean twoWay) {
    if (inside.steps().isEmpty()) {
      String kind = twoWay ? "id map that finds vectors by id" : "id map of one direction";
      var step = ConversionStep.exact("the ids go into an " + kind);
      return inside.then(step, (inner, work) -> Wrappers.sameIds(source, inner, twoWay, work));
    }
    return inside.then((inner, work) -> Wrappers.sameIds(source, inner, twoWay, work));
  }

  private static Plan refineFlat(BaseIndex source, IndexSpec target) {
    if (source instanceof RefineIndex refined && isLike(refined.refiner(), new CodeSpec.Flat())) {
      return rejoined(refined, plan(refined.base(), target), Plan.keep(refined.refiner()));
    }
    return Wrappers.vectors(plan(source, target));
  }

  private static Plan refine(RefineIndex source, IndexSpec base, IndexSpec refiner) {
    return rejoined(source, plan(source.base(), base), plan(source.refiner(), refiner));
  }

  private static Plan rejoined(RefineIndex source, Plan base, Plan refiner) {
    return base.and(
        refiner,
        (newBase, newRefiner, work) -> {
          work.replaced(source);
          var joined = work.made(new RefineIndex(newBase, newRefiner));
          joined.setKFactor(source.kFactor());
          return joined;
        });
  }

  /// The finer index holds the better vectors, wherever new codes are made of them.
  private static Plan withoutRefinement(RefineIndex source, IndexSpec target) {
    if (source.refiner() instanceof CodeIndex<?> finer) {
      if (target instanceof CodeSpec code) {
        return Wrappers.withoutBase(source, CodePlans.flat(finer, code))
            .then((index, work) -> {
              work.dropped(source.base());
              return index;
            });
      }
      if (target instanceof IndexSpec.Ivf(CoarseSpec coarse, var code)
          && source.base() instanceof BaseIvfIndex<?> lists
          && sameCentroids(lists, coarse)
          && CodePlans.isReady(code)) {
        return Wrappers.withoutBase(source, CodePlans.inLists(lists, finer, code));
      }
    }
    return Wrappers.withoutRefiner(source, plan(source.base(), target));
  }

  /// The index has a wrapper that the tree has not.
  private static Plan unwrapped(BaseIndex source, IndexSpec target) {
    return switch (source) {
      case IdMapIndex map -> Wrappers.withoutIds(map, plan(map.inner(), target));
      case RefineIndex refined -> withoutRefinement(refined, target);
      default ->
          throw new NoConversionException(
              "%s has to be built from vectors, as nothing of %s fits in"
                  .formatted(target, Names.of(source)));
    };
  }
}
