// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.factory.FactoryException.Kind;
import dev.kith.factory.IndexSpec.IdMap;
import dev.kith.factory.IndexSpec.PreTransform;
import dev.kith.factory.IndexSpec.Refine;
import dev.kith.factory.IndexSpec.RefineFlat;
import dev.kith.factory.IndexSpec.RefinePanorama;
import java.util.ArrayList;
import java.util.Map;

/// Reads what an index is made of, outermost first: id maps, refinements, transforms, and then one
/// simple index ([SimpleParser]).
///
/// The order of [#unwrap] decides ambiguous strings (specification of the factory, section 1.2). It
/// looks at both ends of a part first, so parts are ranges; nothing is read twice but to find the
/// ends, and parts in one another are limited, so that time grows with the length only.
final class IndexParser {

  /// Indexes in one another; Faiss has no limit but the stack.
  static final int MAX_DEPTH = 50;

  private static final String ID_MAP = "IDMap";
  private static final String ID_MAP_2 = "IDMap2";

  private final String text;
  private final Map<SpecNode, Integer> positions;
  private int depth;

  IndexParser(String text, Map<SpecNode, Integer> positions) {
    this.text = text;
    this.positions = positions;
  }

  IndexSpec parse() {
    return index(0, text.length());
  }

  /// One index in the range from `start` to `end`.
  IndexSpec index(int start, int end) {
    if (++depth > MAX_DEPTH) {
      throw cursor(start, end)
          .mistake(Kind.TOO_DEEP, start, "at most " + MAX_DEPTH + " indexes in one another");
    }
    var spec = unwrap(start, end);
    depth--;
    return at(start, spec);
  }

  /// Remembers where a part stands.
  <T extends SpecNode> T at(int position, T node) {
    positions.put(node, position);
    return node;
  }

  private IndexSpec unwrap(int start, int end) {
    if (endsWith(start, end, "," + ID_MAP_2)) {
      return new IdMap(index(start, end - ID_MAP_2.length() - 1), true);
    }
    if (startsWith(start, end, ID_MAP_2 + ",")) {
      return new IdMap(index(start + ID_MAP_2.length() + 1, end), true);
    }
    if (endsWith(start, end, "," + ID_MAP)) {
      return new IdMap(index(start, end - ID_MAP.length() - 1), false);
    }
    if (startsWith(start, end, ID_MAP + ",")) {
      return new IdMap(index(start + ID_MAP.length() + 1, end), false);
    }
    int panorama = refinement(start, end, ",RefinePanorama(");
    if (panorama >= 0) {
      var base = index(start, panorama);
      return new RefinePanorama(base, index(panorama + ",RefinePanorama(".length(), end - 1));
    }
    if (endsWith(start, end, ",RFlat")) {
      return new RefineFlat(index(start, end - ",RFlat".length()));
    }
    int refine = refinement(start, end, ",Refine(");
    if (refine >= 0) {
      var base = index(start, refine);
      return new Refine(base, index(refine + ",Refine(".length(), end - 1));
    }
    return transformed(start, end);
  }

  /// Where the last such ending begins, if the part ends with a parenthesis; -1 otherwise. It is
  /// the last word that counts, not the one that the parenthesis belongs to.
  private int refinement(int start, int end, String word) {
    if (!endsWith(start, end, ")")) {
      return -1;
    }
    int found = text.lastIndexOf(word, end - word.length() - 1);
    return found >= start ? found : -1;
  }

  /// Transforms from left to right, and the index behind them.
  private IndexSpec transformed(int start, int end) {
    var transforms = new ArrayList<TransformSpec>();
    var cursor = cursor(start, end);
    var parser = new TransformParser(cursor);
    while (parser.seesTransform()) {
      int position = cursor.position();
      var transform = parser.transform();
      transforms.add(at(position, transform));
      cursor.require(",", "and an index behind the " + transform.describe());
    }
    if (transforms.isEmpty()) {
      requireBalance(start, end);
      return new SimpleParser(cursor, this).simple(end);
    }
    return new PreTransform(transforms, index(cursor.position(), end));
  }

  /// Every parenthesis that is opened is closed, and no group follows another at once.
  private void requireBalance(int start, int end) {
    for (int open = find('(', start, end); open < end; ) {
      int close = matching(open, end);
      if (close < 0) {
        throw unbalanced(open, end, "a \")\" for this \"(\"");
      }
      open = find('(', close + 1, end);
      if (open == close + 1 && open < end) {
        throw unbalanced(open, end, "one pair of parentheses only");
      }
    }
  }

  private FactoryException unbalanced(int position, int end, String expected) {
    return cursor(position, end).mistake(Kind.UNBALANCED_PARENTHESES, position, expected);
  }

  /// The parenthesis that closes the one at `open`; -1 if there is none.
  int matching(int open, int end) {
    int level = 0;
    for (int i = open; i < end; i++) {
      char c = text.charAt(i);
      level += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (level == 0) {
        return i;
      }
    }
    return -1;
  }

  private int find(char c, int start, int end) {
    int found = text.indexOf(c, start, end);
    return found < 0 ? end : found;
  }

  private boolean startsWith(int start, int end, String word) {
    return end - start >= word.length() && text.startsWith(word, start);
  }

  private boolean endsWith(int start, int end, String word) {
    return end - start >= word.length() && text.startsWith(word, end - word.length());
  }

  private TextCursor cursor(int start, int end) {
    return new TextCursor(text, start, end, Kind.UNPARSABLE);
  }
}
