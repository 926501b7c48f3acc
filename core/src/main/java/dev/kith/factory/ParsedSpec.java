// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import java.util.IdentityHashMap;
import java.util.Map;

/// A tree, and where its parts stand in the string that it was read from.
///
/// @param text the string as it was written
/// @param root the tree
/// @param positions offsets of parts, by identity: equal parts may stand in several places
record ParsedSpec(String text, IndexSpec root, Map<SpecNode, Integer> positions) {

  /// Reads a string; a mistake comes with a guess at what was meant.
  static ParsedSpec of(String text) {
    try {
      return withoutSuggestion(text);
    } catch (FactoryException e) {
      throw Suggestions.improve(e);
    }
  }

  static ParsedSpec withoutSuggestion(String text) {
    var positions = new IdentityHashMap<SpecNode, Integer>();
    var root = new IndexParser(text, positions).parse();
    return new ParsedSpec(text, root, positions);
  }

  int position(SpecNode node) {
    return positions.getOrDefault(node, 0);
  }
}
