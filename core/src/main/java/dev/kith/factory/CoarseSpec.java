// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

/// What chooses the list of a vector (specification of the factory, section 1.3, coarse
/// quantizers).
public sealed interface CoarseSpec extends SpecNode
    permits CoarseSpec.FirstLayer, CoarseSpec.Hnsw, CoarseSpec.Nsg, CoarseSpec.Nested {

  /// Number of lists.
  ///
  /// @return n
  long lists();

  /// Those that a two-layer codec can begin with.
  sealed interface FirstLayer extends CoarseSpec permits Centroids, MultiIndex {
    /// How it is spelled in a two-layer codec.
    ///
    /// @return such as `1024` or `2x8`
    String layerText();
  }

  /// `IVF1024`: centroids that are compared one by one.
  ///
  /// @param lists number of centroids
  record Centroids(long lists) implements FirstLayer {
    @Override
    public String layerText() {
      return Long.toString(lists);
    }

    @Override
    public String describe() {
      return "flat coarse quantizer";
    }

    @Override
    public String toString() {
      return "IVF" + lists;
    }
  }

  /// `IMI2x8`: a multi-index, whose lists are the pairs (tuples) of the centroids of halves
  /// (parts).
  ///
  /// @param parts of a vector; an inverted file has 2
  /// @param bits of a centroid number; there are 2^bits centroids a part
  record MultiIndex(int parts, int bits) implements FirstLayer {
    @Override
    public long lists() {
      return (long) Math.scalb(1.0, (int) Math.min(Long.SIZE, (long) parts * bits));
    }

    @Override
    public String layerText() {
      return parts + "x" + bits;
    }

    @Override
    public String describe() {
      return "multi-index";
    }

    @Override
    public String toString() {
      return "IMI" + layerText();
    }
  }

  /// `IVF65536_HNSW32`: centroids in an HNSW graph.
  ///
  /// @param lists number of centroids
  /// @param m links of a centroid
  record Hnsw(long lists, int m) implements CoarseSpec {
    @Override
    public String describe() {
      return "HNSW coarse quantizer";
    }

    @Override
    public String toString() {
      return "IVF" + lists + "_HNSW" + m;
    }
  }

  /// `IVF65536_NSG32`: centroids in an NSG graph.
  ///
  /// @param lists number of centroids
  /// @param r links of a centroid
  record Nsg(long lists, int r) implements CoarseSpec {
    @Override
    public String describe() {
      return "NSG coarse quantizer";
    }

    @Override
    public String toString() {
      return "IVF" + lists + "_NSG" + r;
    }
  }

  /// `IVF65536(PCA32,HNSW32)`: centroids in an index of any kind.
  ///
  /// @param lists number of centroids
  /// @param index holds the centroids
  record Nested(long lists, IndexSpec index) implements CoarseSpec {
    @Override
    public String describe() {
      return "nested coarse quantizer";
    }

    @Override
    public String toString() {
      return "IVF" + lists + "(" + index + ")";
    }
  }
}
