// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.factory.FactoryException.Kind;
import dev.kith.factory.IndexSpec.Hnsw;
import dev.kith.factory.IndexSpec.Ivf;
import dev.kith.factory.IndexSpec.MinMax;
import dev.kith.factory.IndexSpec.Nsg;
import dev.kith.factory.IndexSpec.TwoLayer;
import java.util.Optional;

/// Reads an index without wrappers: one code a vector, a graph, a scaling codec, an inverted file.
///
/// No two of them begin with the same word, so the first word decides and every later mistake can
/// be pointed at.
final class SimpleParser {

  private static final int DEFAULT_LINKS = 32;
  private static final int KILO = 1 << 10;
  private static final int MEGA = 1 << 20;

  private final TextCursor cursor;
  private final IndexParser indexes;

  SimpleParser(TextCursor cursor, IndexParser indexes) {
    this.cursor = cursor;
    this.indexes = indexes;
  }

  /// The index from the cursor to `end`.
  IndexSpec simple(int end) {
    if (cursor.accept("HNSW")) {
      return new Hnsw(links(), hnswStorage());
    }
    if (cursor.accept("NSG")) {
      return new Nsg(links(), nsgStorage());
    }
    if (cursor.accept("MinMax,")) {
      return new MinMax(indexes.index(cursor.position(), end), false);
    }
    if (cursor.accept("MinMaxFP16,")) {
      return new MinMax(indexes.index(cursor.position(), end), true);
    }
    if (cursor.accept("Residual")) {
      return twoLayer();
    }
    if (cursor.sees("IVF") || cursor.sees("IMI")) {
      return new Ivf(coarse(end), ivfCode());
    }
    return new CodeParser(cursor).index();
  }

  private int links() {
    return cursor.optionalNumber().orElse(DEFAULT_LINKS);
  }

  private HnswStorageSpec hnswStorage() {
    return storage(Kind.BAD_HNSW_CODE)
        .map(rest -> indexes.at(rest.position(), new CodeParser(rest).hnswStorage()))
        .orElseGet(CodeSpec.Flat::new);
  }

  private GraphStorageSpec nsgStorage() {
    return storage(Kind.BAD_NSG_CODE)
        .map(rest -> indexes.at(rest.position(), new CodeParser(rest).graphStorage()))
        .orElseGet(CodeSpec.Flat::new);
  }

  /// What stands behind a graph, after a comma or an underline.
  private Optional<TextCursor> storage(Kind kind) {
    if (cursor.atEnd()) {
      return Optional.empty();
    }
    if (!cursor.accept(",") && !cursor.accept("_")) {
      throw cursor.mistake("\",\" and a storage such as SQ8, or the end");
    }
    return cursor.atEnd() ? Optional.empty() : Optional.of(cursor.rest(kind));
  }

  private TwoLayer twoLayer() {
    int start = cursor.position() - "Residual".length();
    int number = cursor.number("the centroids of the first layer");
    var bits = cursor.numberAfter("x", "the bits of a part of the first layer");
    CoarseSpec.FirstLayer first =
        bits.isPresent()
            ? new CoarseSpec.MultiIndex(number, bits.getAsInt())
            : new CoarseSpec.Centroids(number);
    requireComma();
    return new CodeParser(cursor.rest(Kind.BAD_TWO_LAYER_CODE)).twoLayer(indexes.at(start, first));
  }

  private CoarseSpec coarse(int end) {
    int start = cursor.position();
    if (cursor.accept("IMI")) {
      cursor.require("2x", "as a multi-index has two halves");
      var index = new CoarseSpec.MultiIndex(2, cursor.number("the bits of a half"));
      return indexes.at(start, index);
    }
    cursor.require("IVF", "or another index");
    return indexes.at(start, coarse(lists(), end));
  }

  private CoarseSpec coarse(int lists, int end) {
    if (cursor.accept("_HNSW")) {
      return new CoarseSpec.Hnsw(lists, links());
    }
    if (cursor.accept("_NSG")) {
      return new CoarseSpec.Nsg(lists, cursor.number("the links of a centroid, as in _NSG32"));
    }
    if (cursor.sees("(")) {
      int open = cursor.position();
      int close = indexes.matching(open, end);
      var index = indexes.index(open + 1, close);
      cursor.moveTo(close + 1);
      return index instanceof CodeSpec.Flat
          ? new CoarseSpec.Centroids(lists)
          : new CoarseSpec.Nested(lists, index);
    }
    return new CoarseSpec.Centroids(lists);
  }

  /// A number, times 1024 or 1048576 where `k` or `M` follow.
  private int lists() {
    int start = cursor.position();
    long number = cursor.number("how many lists");
    long factor = cursor.accept("k") ? KILO : cursor.accept("M") ? MEGA : 1;
    return cursor.inRange(start, number * factor);
  }

  private IvfCodeSpec ivfCode() {
    requireComma();
    var rest = cursor.rest(Kind.BAD_IVF_CODE);
    return indexes.at(rest.position(), new CodeParser(rest).ivfCode());
  }

  private void requireComma() {
    cursor.require(",", "and a code such as Flat, SQ8 or PQ16");
  }
}
