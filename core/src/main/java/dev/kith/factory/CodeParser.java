// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.factory.FactoryException.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Reads the code of a vector, wherever one can stand: by itself, in the lists of an inverted file,
/// in a graph, in a two-layer codec. Each of the four places has its own selection.
final class CodeParser {

  private static final String INDEXES =
      "an index: Flat, IVF1024,Flat, HNSW32, SQ8, PQ16, … with transforms such as PCA64 before it";
  private static final String IVF_CODES =
      "a code for inverted lists: Flat, SQ8, PQ16, PQ16x4fs, RQ4x8, RaBitQ, …";
  private static final String STORAGES = "a storage for graphs: Flat, SQ8, PQ16, …";

  /// Longest first, as some begin with others.
  private static final List<SqKind> SQ_KINDS =
      Stream.of(SqKind.values())
          .sorted(Comparator.comparingInt((SqKind kind) -> kind.text().length()).reversed())
          .toList();

  private final TextCursor cursor;

  CodeParser(TextCursor cursor) {
    this.cursor = cursor;
  }

  /// A code that is an index by itself.
  CodeSpec index() {
    var code = basic();
    cursor.requireEnd(code.describe());
    return code;
  }

  /// What the lists of an inverted file hold.
  IvfCodeSpec ivfCode() {
    var code = listCode();
    cursor.requireEnd(code.describe());
    return code;
  }

  /// What any graph can store.
  GraphStorageSpec graphStorage() {
    var storage = commonStorage();
    cursor.requireEnd(storage.describe());
    return storage;
  }

  /// What an HNSW graph can store.
  HnswStorageSpec hnswStorage() {
    HnswStorageSpec storage =
        cursor.accept("FlatPanorama")
            ? new HnswStorageSpec.FlatPanorama(levels())
            : cursor.seesDigit() ? twoLayerStorage() : commonStorage();
    cursor.requireEnd(storage.describe());
    return storage;
  }

  /// The second half of a two-layer codec.
  IndexSpec.TwoLayer twoLayer(CoarseSpec.FirstLayer first) {
    cursor.require("PQ", "and how many parts");
    var code = new IndexSpec.TwoLayer(first, parts(), bits());
    cursor.requireEnd("product quantizer");
    return code;
  }

  private CodeSpec basic() {
    if (cursor.accept("FlatL2Panorama")) {
      return flatPanorama(false);
    }
    if (cursor.accept("FlatIPPanorama")) {
      return flatPanorama(true);
    }
    if (cursor.accept("Flat")) {
      return new CodeSpec.Flat();
    }
    if (cursor.accept("LSH")) {
      var bits = cursor.optionalNumber();
      boolean rotate = cursor.accept("r");
      return new CodeSpec.Lsh(bits, rotate, cursor.accept("t"));
    }
    if (cursor.accept("ZnLattice")) {
      return lattice();
    }
    if (cursor.accept("SQ")) {
      return scalar();
    }
    if (cursor.accept("PQ")) {
      int m = parts();
      return cursor.accept("x4fs") ? new CodeSpec.PqFastScan(m, false, block()) : product(m);
    }
    if (cursor.accept("RaBitQfs")) {
      return new CodeSpec.RaBitQFastScan(rabitqBits(), block());
    }
    if (cursor.accept("RaBitQ")) {
      return new CodeSpec.RaBitQ(rabitqBits());
    }
    if (cursor.accept("EDEN")) {
      return eden();
    }
    return new AdditiveParser(cursor).index().orElseThrow(() -> cursor.mistake(INDEXES));
  }

  private IvfCodeSpec listCode() {
    if (cursor.accept("FlatDedup")) {
      return new IvfCodeSpec.FlatDedup();
    }
    if (cursor.accept("FlatPanorama")) {
      return new IvfCodeSpec.FlatPanorama(levels(), cursor.numberAfter("_", "vectors of a batch"));
    }
    if (cursor.accept("Flat")) {
      return new CodeSpec.Flat();
    }
    if (cursor.accept("SQ")) {
      return scalar();
    }
    if (cursor.accept("PQ")) {
      return productInLists();
    }
    if (cursor.sees("ITQ") || cursor.sees("PCA")) {
      return new SpectralHashParser(cursor).code();
    }
    if (cursor.accept("RaBitQfs")) {
      return new CodeSpec.RaBitQFastScan(rabitqBits(), block());
    }
    if (cursor.accept("RaBitQ")) {
      return new CodeSpec.RaBitQ(rabitqBits());
    }
    if (cursor.accept("EDEN")) {
      return eden();
    }
    return new AdditiveParser(cursor).ivfCode().orElseThrow(() -> cursor.mistake(IVF_CODES));
  }

  private GraphStorageSpec commonStorage() {
    if (cursor.accept("Flat")) {
      return new CodeSpec.Flat();
    }
    if (cursor.accept("SQ")) {
      return scalar();
    }
    if (cursor.accept("PQ")) {
      return product(parts());
    }
    throw cursor.mistake(STORAGES);
  }

  /// `1024+PQ16` or `2x8+PQ16`.
  private IndexSpec.TwoLayer twoLayerStorage() {
    CoarseSpec.FirstLayer first =
        cursor.accept("2x")
            ? new CoarseSpec.MultiIndex(2, cursor.number("the bits of a half"))
            : new CoarseSpec.Centroids(cursor.number("the centroids of the first layer"));
    cursor.require("+PQ", "and how many parts");
    if (cursor.atEnd()) {
      // Faiss reads this too, and then makes a product quantizer of -1 parts.
      throw cursor.mistake(Kind.WRONG_DIMENSION, cursor.position(), "a number: how many parts");
    }
    return new IndexSpec.TwoLayer(first, parts(), CodeSpec.Pq.DEFAULT_BITS);
  }

  private IvfCodeSpec productInLists() {
    int m = parts();
    if (cursor.accept("+")) {
      return new IvfCodeSpec.RefinedPq(m, cursor.number("the bytes of the refinement"));
    }
    if (cursor.accept("x4fs")) {
      boolean byResidual = cursor.accept("r");
      return new CodeSpec.PqFastScan(m, byResidual, block());
    }
    return product(m);
  }

  private CodeSpec.Pq product(int m) {
    int bits = bits();
    return new CodeSpec.Pq(m, bits, !cursor.accept("np"));
  }

  private CodeSpec.FlatPanorama flatPanorama(boolean similarity) {
    int levels = cursor.number("how many levels");
    var batch = cursor.numberAfter("_", "vectors of a batch");
    return new CodeSpec.FlatPanorama(similarity, levels, batch);
  }

  private CodeSpec.Lattice lattice() {
    int m = parts();
    cursor.require("x", "and the squared radius of the sphere");
    int squaredRadius = cursor.number("the squared radius of the sphere");
    cursor.require("_", "and the bits of a length");
    return new CodeSpec.Lattice(m, squaredRadius, cursor.number("the bits of a length"));
  }

  /// The rest of the word decides, behind `SQ`.
  private CodeSpec.Sq scalar() {
    for (var kind : SQ_KINDS) {
      if (cursor.seesOnly(kind.text().substring("SQ".length()))) {
        cursor.accept(kind.text().substring("SQ".length()));
        return new CodeSpec.Sq(kind);
      }
    }
    var names = Stream.of(SqKind.values()).map(SqKind::text).toList();
    throw cursor.mistake("the end of one of " + String.join(", ", names));
  }

  private CodeSpec.Eden eden() {
    int bits = cursor.optionalDigit(8, "bits of a component,");
    return new CodeSpec.Eden(bits, cursor.accept("BIASED") || cursor.accept("BIAS"));
  }

  private int rabitqBits() {
    return cursor.optionalDigit(9, "bits of a component,");
  }

  private int levels() {
    return cursor.optionalNumber().orElse(IvfCodeSpec.FlatPanorama.DEFAULT_LEVELS);
  }

  private int parts() {
    return cursor.number("how many parts");
  }

  private int bits() {
    return cursor.numberAfter("x", "the bits of a part").orElse(CodeSpec.Pq.DEFAULT_BITS);
  }

  private int block() {
    return cursor.numberAfter("_", "the vectors of a block").orElse(CodeSpec.DEFAULT_BLOCK);
  }
}
