// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.factory.IndexSpec;
import dev.kith.factory.TransformSpec;
import java.util.List;
import java.util.stream.Stream;

/// An index from the outside in: id maps, refinements and transforms, and the core that they stand
/// around. The indexes that refine candidates lie beside the line.
///
/// @param transforms of all chains, outermost first
/// @param refined whether candidates are ranked again by finer codes
/// @param core an inverted file, a graph, or codes that are compared one by one
/// @param dimension components of a vector where it reaches the core
record SpecLine(List<TransformSpec> transforms, boolean refined, IndexSpec core, int dimension) {

  /// @param d components of a vector where it reaches `spec`
  static SpecLine of(IndexSpec spec, int d) {
    return switch (spec) {
      case IndexSpec.IdMap map -> of(map.inner(), d);
      case IndexSpec.MinMax scaled -> of(scaled.inner(), d);
      case IndexSpec.Refine refined -> of(refined.base(), d).asRefined();
      case IndexSpec.RefineFlat refined -> of(refined.base(), d).asRefined();
      case IndexSpec.RefinePanorama refined -> of(refined.base(), d).asRefined();
      case IndexSpec.PreTransform chain ->
          of(chain.inner(), chain.outputDimension(d)).behind(chain.transforms());
      default -> new SpecLine(List.of(), false, spec, d);
    };
  }

  /// The same line around another core.
  static IndexSpec withCore(IndexSpec spec, IndexSpec core) {
    return switch (spec) {
      case IndexSpec.IdMap(var inner, var twoWay) ->
          new IndexSpec.IdMap(withCore(inner, core), twoWay);
      case IndexSpec.MinMax(var inner, var halfPrecision) ->
          new IndexSpec.MinMax(withCore(inner, core), halfPrecision);
      case IndexSpec.Refine(var base, var refiner) ->
          new IndexSpec.Refine(withCore(base, core), refiner);
      case IndexSpec.RefineFlat(var base) -> new IndexSpec.RefineFlat(withCore(base, core));
      case IndexSpec.RefinePanorama(var base, var refiner) ->
          new IndexSpec.RefinePanorama(withCore(base, core), refiner);
      case IndexSpec.PreTransform(var transforms, var inner) ->
          new IndexSpec.PreTransform(transforms, withCore(inner, core));
      default -> core;
    };
  }

  private SpecLine asRefined() {
    return new SpecLine(transforms, true, core, dimension);
  }

  private SpecLine behind(List<TransformSpec> first) {
    return new SpecLine(
        Stream.concat(first.stream(), transforms.stream()).toList(), refined, core, dimension);
  }
}
