// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

/// What an HNSW graph can keep its vectors in.
public sealed interface HnswStorageSpec extends SpecNode
    permits GraphStorageSpec, HnswStorageSpec.FlatPanorama, IndexSpec.TwoLayer {

  /// How it is spelled behind the graph.
  ///
  /// @return such as `SQ8` or `1024+PQ16`
  default String storageText() {
    return toString();
  }

  /// `HNSW32,FlatPanorama8`: vectors in levels, so that distances can be given up early. L2 only.
  ///
  /// @param levels number of levels, at most d
  record FlatPanorama(int levels) implements HnswStorageSpec {
    @Override
    public String describe() {
      return "Panorama storage";
    }

    @Override
    public String toString() {
      return "FlatPanorama" + Spelling.unless(IvfCodeSpec.FlatPanorama.DEFAULT_LEVELS, "", levels);
    }
  }
}
