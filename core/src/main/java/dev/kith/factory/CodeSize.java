// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.factory.IndexSpec.Hnsw;
import dev.kith.factory.IndexSpec.IdMap;
import dev.kith.factory.IndexSpec.Ivf;
import dev.kith.factory.IndexSpec.MinMax;
import dev.kith.factory.IndexSpec.Nsg;
import dev.kith.factory.IndexSpec.PreTransform;
import dev.kith.factory.IndexSpec.Refine;
import dev.kith.factory.IndexSpec.RefineFlat;
import dev.kith.factory.IndexSpec.RefinePanorama;
import dev.kith.factory.IndexSpec.TwoLayer;
import java.util.OptionalLong;

/// Bytes of a vector (specification of the factory, sections 1.3, 2.9, 2.12 and 4.6).
final class CodeSize {

  private static final int FACTORS = 2 * Float.BYTES;

  private CodeSize() {}

  /// Whole bytes for a number of bits.
  static long bytes(long bits) {
    return (bits + 7) / 8;
  }

  /// Of the innermost index that holds codes.
  static OptionalLong stored(IndexSpec spec, int d) {
    return switch (spec) {
      case IdMap map -> stored(map.inner(), d);
      case Refine refined -> stored(refined.base(), d);
      case RefineFlat refined -> stored(refined.base(), d);
      case RefinePanorama refined -> stored(refined.base(), d);
      case PreTransform chain -> stored(chain.inner(), chain.outputDimension(d));
      case MinMax scaled -> stored(scaled.inner(), d);
      case Hnsw graph -> OptionalLong.of(inGraph(graph.storage(), d));
      case Nsg graph -> OptionalLong.of(inGraph(graph.storage(), d));
      case Ivf(_, var code) -> OptionalLong.of(inLists(code, d));
      case TwoLayer codec -> OptionalLong.of(twoLayer(codec));
      case CodeSpec.AdditiveCoarse _ -> OptionalLong.empty();
      case CodeSpec code -> OptionalLong.of(flat(code, d));
    };
  }

  /// Of everything that decoding needs.
  static OptionalLong standalone(IndexSpec spec, int d) {
    return switch (spec) {
      case IdMap map -> standalone(map.inner(), d);
      case Refine(var base, var refiner) -> sum(standalone(base, d), standalone(refiner, d));
      case RefinePanorama(var base, var refiner) ->
          sum(standalone(base, d), standalone(refiner, d));
      case RefineFlat(var base) -> sum(standalone(base, d), OptionalLong.of(floats(d)));
      case PreTransform chain -> standalone(chain.inner(), chain.outputDimension(d));
      case MinMax(var inner, boolean half) ->
          sum(standalone(inner, d), OptionalLong.of(half ? FACTORS / 2 : FACTORS));
      case Hnsw _, Nsg _ -> OptionalLong.empty();
      case Ivf(var coarse, var code) ->
          OptionalLong.of(listNumber(coarse.lists()) + inLists(code, d));
      case TwoLayer _, CodeSpec _ -> stored(spec, d);
    };
  }

  private static OptionalLong sum(OptionalLong a, OptionalLong b) {
    return a.isPresent() && b.isPresent()
        ? OptionalLong.of(a.getAsLong() + b.getAsLong())
        : OptionalLong.empty();
  }

  private static long flat(CodeSpec code, int d) {
    return switch (code) {
      case CodeSpec.Flat _, CodeSpec.FlatPanorama _ -> floats(d);
      case CodeSpec.Lsh hash -> bytes(hash.bits().orElse(d));
      case CodeSpec.Lattice(int m, int radius, int scaleBits) ->
          bytes(m * ((long) scaleBits + LatticePoints.bits(d / m, radius)));
      case CodeSpec.Sq(var kind) -> kind.codeSize(d);
      case CodeSpec.Pq pq -> bytes((long) pq.m() * pq.bits());
      case CodeSpec.PqFastScan pq -> nibbles(pq.m());
      case CodeSpec.Additive additive ->
          bytes(additive.splits() * BitGroup.totalBits(additive.groups()) + additive.norm().bits());
      case CodeSpec.AdditiveFastScan additive ->
          nibbles((long) additive.splits() * additive.count() + additive.norm().bits() / 4);
      case CodeSpec.AdditiveCoarse _ -> 0;
      case CodeSpec.RaBitQ(int bits) -> rabitq(bits, d);
      case CodeSpec.RaBitQFastScan(int bits, _) -> rabitq(bits, d);
      case CodeSpec.Eden(int bits, _) -> bytes((long) bits * d) + FACTORS;
    };
  }

  private static long inLists(IvfCodeSpec code, int d) {
    return switch (code) {
      case CodeSpec shared -> flat(shared, d);
      case IvfCodeSpec.FlatDedup _, IvfCodeSpec.FlatPanorama _ -> floats(d);
      // The bytes of the refinement are kept beside the lists.
      case IvfCodeSpec.RefinedPq pq -> pq.m();
      case IvfCodeSpec.SpectralHash hash -> bytes(hash.bits().orElse(d));
    };
  }

  private static long inGraph(HnswStorageSpec storage, int d) {
    return switch (storage) {
      case CodeSpec shared -> flat(shared, d);
      case HnswStorageSpec.FlatPanorama _ -> floats(d);
      case TwoLayer codec -> twoLayer(codec);
    };
  }

  private static long twoLayer(TwoLayer codec) {
    return listNumber(codec.first().lists()) + bytes((long) codec.m() * codec.bits());
  }

  /// Bytes that hold the numbers of all lists: 0 for one list, 1 up to 256; 8, as in Faiss, for
  /// none.
  private static long listNumber(long lists) {
    return bytes(Long.SIZE - Long.numberOfLeadingZeros(lists - 1));
  }

  /// Signs and two factors; from 2 bits on one factor more, magnitudes and their two factors.
  private static long rabitq(int bits, int d) {
    long signs = bytes(d) + FACTORS;
    return bits == 1 ? signs : signs + Float.BYTES + bytes((bits - 1L) * d) + FACTORS;
  }

  private static long floats(int d) {
    return (long) Float.BYTES * d;
  }

  private static long nibbles(long count) {
    return bytes(4 * count);
  }
}
