// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

/// The places where a part is spelled differently for the sake of its neighbours.
///
/// Endings are read before beginnings, and refinements and id maps before transforms (specification
/// of the factory, section 1.2). Where the language has no way to say what a tree says, parentheses
/// are written, which the parser refuses: better than a string that means something else.
final class Spelling {

  private Spelling() {}

  /// In front of a refinement: an id map has to be an ending here, as one in front would go around
  /// the refinement.
  static String asBase(IndexSpec spec) {
    return spec instanceof IndexSpec.IdMap map
        ? asBase(map.inner()) + "," + map.keyword()
        : spec.toString();
  }

  /// Behind a keyword that is read after the endings.
  static String below(IndexSpec spec) {
    return endsInRefinement(spec) ? "(" + spec + ")" : spec.toString();
  }

  /// Behind a chain of transforms, which takes all transforms that follow.
  static String belowTransform(IndexSpec spec) {
    return spec instanceof IndexSpec.PreTransform ? "(" + spec + ")" : below(spec);
  }

  /// A graph and what it stores, if that is not the default.
  static String graph(String graph, HnswStorageSpec storage) {
    return storage instanceof CodeSpec.Flat ? graph : graph + "," + storage.storageText();
  }

  /// A number behind a mark, unless it is the default.
  static String unless(int standard, String mark, int value) {
    return value == standard ? "" : mark + value;
  }

  private static boolean endsInRefinement(IndexSpec spec) {
    return switch (spec) {
      case IndexSpec.Refine _, IndexSpec.RefineFlat _, IndexSpec.RefinePanorama _ -> true;
      case IndexSpec.IdMap map -> endsInRefinement(map.inner());
      default -> false;
    };
  }
}
