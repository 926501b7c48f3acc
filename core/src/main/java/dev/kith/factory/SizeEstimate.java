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

/// Bytes of an index file before there is one (specification of the factory, section 4.6): codes
/// and ids, links of graphs, and what is learned. The few bytes of headers are left out.
///
/// @param n number of vectors
record SizeEstimate(long n) {

  /// An id in a list or an id map.
  private static final int ID = Long.BYTES;

  /// A link in a graph, of which the lowest layer has twice as many.
  private static final int LINK = Integer.BYTES;

  private static final int FAST_SCAN_BITS = 4;

  long of(IndexSpec spec, int d) {
    return switch (spec) {
      case IdMap map -> of(map.inner(), d) + n * ID;
      case Refine(var base, var refiner) -> of(base, d) + of(refiner, d);
      case RefineFlat(var base) -> of(base, d) + floats(n * d);
      case RefinePanorama(var base, var refiner) -> of(base, d) + of(refiner, d);
      case PreTransform chain -> chain(chain, d);
      case MinMax scaled -> of(scaled.inner(), d) + n * (scaled.halfPrecision() ? 4 : 8);
      case Hnsw graph -> codes(graph, d) + n * 2 * LINK * graph.m();
      case Nsg graph -> codes(graph, d) + n * LINK * graph.r();
      case Ivf(var coarse, var code) -> coarse(coarse, d) + n * ID + inLists(spec, coarse, code, d);
      case TwoLayer codec -> codes(codec, d) + coarse(codec.first(), d) + books(d, codec.bits());
      case CodeSpec code -> codes(code, d) + learned(code, d);
    };
  }

  private long chain(PreTransform chain, int d) {
    long bytes = 0;
    int current = d;
    for (var transform : chain.transforms()) {
      int next = transform.outputDimension(current);
      bytes +=
          switch (transform) {
            case TransformSpec.L2Norm _, TransformSpec.Hadamard _ -> 0;
            case TransformSpec.Pad _ -> floats(next);
            default -> floats((long) current * next);
          };
      current = next;
    }
    return bytes + of(chain.inner(), current);
  }

  private long codes(IndexSpec spec, int d) {
    return n * spec.codeSize(d).orElse(0);
  }

  private long inLists(IndexSpec whole, CoarseSpec coarse, IvfCodeSpec code, int d) {
    long codes = codes(whole, d);
    return switch (code) {
      // on average the last block of a list is half empty
      case CodeSpec.PqFastScan pq ->
          codes + coarse.lists() * whole.codeSize(d).orElse(0) * pq.block() / 2 + learned(pq, d);
      case IvfCodeSpec.RefinedPq pq -> codes + n * pq.refineM() + 2 * books(d, Byte.SIZE);
      case CodeSpec known -> codes + learned(known, d);
      default -> codes;
    };
  }

  private long coarse(CoarseSpec coarse, int d) {
    long lists = coarse.lists();
    return lists * Long.BYTES
        + switch (coarse) {
          case CoarseSpec.Centroids _ -> floats(lists * d);
          case CoarseSpec.MultiIndex index -> books(d, index.bits());
          case CoarseSpec.Hnsw graph -> floats(lists * d) + lists * 2 * LINK * graph.m();
          case CoarseSpec.Nsg graph -> floats(lists * d) + lists * LINK * graph.r();
          case CoarseSpec.Nested nested -> new SizeEstimate(lists).of(nested.index(), d);
        };
  }

  private static long learned(CodeSpec code, int d) {
    return switch (code) {
      case CodeSpec.Pq pq -> books(d, pq.bits());
      case CodeSpec.PqFastScan _ -> books(d, FAST_SCAN_BITS);
      case CodeSpec.Sq _ -> floats(2L * d);
      case CodeSpec.Additive additive ->
          additive.groups().stream()
              .mapToLong(group -> floats(((long) group.count() * d) << group.bits()))
              .sum();
      case CodeSpec.AdditiveFastScan additive ->
          floats(((long) additive.count() * d) << FAST_SCAN_BITS);
      default -> 0;
    };
  }

  /// The centroids of the parts of a vector.
  private static long books(int d, int bits) {
    return floats((long) d << bits);
  }

  private static long floats(long count) {
    return count * Float.BYTES;
  }
}
