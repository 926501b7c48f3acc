// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.factory.CodeSpec;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.factory.IvfCodeSpec;
import dev.kith.factory.SpecNode;
import dev.kith.factory.SqKind;
import dev.kith.internal.index.BaseIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What an index can become: variations of its tree for which there is a plan.
final class Offers {

  private static final int FAST_SCAN_BITS = 4;

  private Offers() {}

  static List<Offer> of(BaseIndex source) {
    return IndexFactory.describe(source).map(spec -> of(source, spec)).orElse(List.of());
  }

  private static List<Offer> of(BaseIndex source, IndexSpec spec) {
    List<Offer> offers = new ArrayList<>();
    variations(spec)
        .distinct()
        .filter(target -> !target.equals(spec))
        .forEach(target -> {
          try {
            target.validate(source.dimension(), source.metric());
            Plan plan = Planner.plan(source, target);
            offers.add(new Offer(target, plan.is(Plan.Trait.NEEDS_VECTORS)));
          } catch (IllegalArgumentException e) {
            // not this one
          }
        });
    return offers;
  }

  /// The tree with one thing changed, and with one wrapper more.
  private static Stream<IndexSpec> variations(IndexSpec spec) {
    return Stream.concat(
        changed(spec),
        switch (spec) {
          case IndexSpec.IdMap _ -> Stream.of();
          case IndexSpec.Refine _, IndexSpec.RefineFlat _ -> mapped(spec);
          default -> Stream.concat(Stream.of(new IndexSpec.RefineFlat(spec)), mapped(spec));
        });
  }

  private static Stream<IndexSpec> mapped(IndexSpec spec) {
    return Stream.of(new IndexSpec.IdMap(spec, false), new IndexSpec.IdMap(spec, true));
  }

  private static Stream<IndexSpec> changed(IndexSpec spec) {
    return switch (spec) {
      case IndexSpec.IdMap(IndexSpec inner, boolean twoWay) ->
          Stream.concat(
              Stream.of(new IndexSpec.IdMap(inner, !twoWay), inner),
              variations(inner).map(other -> new IndexSpec.IdMap(other, twoWay)));
      case IndexSpec.RefineFlat(IndexSpec base) ->
          Stream.concat(
              Stream.of(base, new CodeSpec.Flat()), changed(base).map(IndexSpec.RefineFlat::new));
      case IndexSpec.Refine(IndexSpec base, IndexSpec refiner) ->
          Stream.concat(
              Stream.of(base),
              Stream.concat(
                  changed(base).map(other -> new IndexSpec.Refine(other, refiner)),
                  changed(refiner).map(other -> new IndexSpec.Refine(base, other))));
      case IndexSpec.PreTransform(var transforms, IndexSpec inner) ->
          changed(inner).map(other -> new IndexSpec.PreTransform(transforms, other));
      case IndexSpec.Ivf(var coarse, var code) ->
          alternatives(code).map(other -> new IndexSpec.Ivf(coarse, (IvfCodeSpec) other));
      case CodeSpec code -> alternatives(code).map(CodeSpec.class::cast);
      default -> Stream.of();
    };
  }

  /// Codes that others can become, alone and in lists.
  private static Stream<SpecNode> alternatives(SpecNode code) {
    Stream<SpecNode> untrained =
        Stream.of(new CodeSpec.Flat(), new CodeSpec.Sq(SqKind.FP16), new CodeSpec.Sq(SqKind.BF16));
    return switch (code) {
      case CodeSpec.Pq pq ->
          Stream.concat(untrained, Stream.of(fastScan(pq.m(), false), fastScan(pq.m(), true)));
      case CodeSpec.PqFastScan pq ->
          Stream.concat(untrained, Stream.of(new CodeSpec.Pq(pq.m(), FAST_SCAN_BITS, true)));
      default -> untrained;
    };
  }

  private static CodeSpec fastScan(int m, boolean byResidual) {
    return new CodeSpec.PqFastScan(m, byResidual, CodeSpec.DEFAULT_BLOCK);
  }
}
