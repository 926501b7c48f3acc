// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.factory.FactoryException.Kind;
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
import dev.kith.vector.Metric;
import java.util.List;

/// Whether an index can be made for vectors of a dimension and a metric (specification of the
/// factory, section 1.4). Walks the tree and carries the dimension along; [CodeCheck] does the
/// codes.
final class SpecCheck {

  /// Bits of a centroid number, in product quantizers and multi-indexes.
  static final int MAX_BITS = 24;

  /// Bits of a list number.
  static final int MAX_LIST_BITS = 63;

  private static final int MAX_HADAMARD = 1 << 30;

  private final ParsedSpec parsed;
  private final Requirements require;
  private final CodeCheck codes;

  SpecCheck(ParsedSpec parsed, Metric metric) {
    this.parsed = parsed;
    this.require = new Requirements(parsed, metric);
    this.codes = new CodeCheck(require);
  }

  void check(int d) {
    if (d < 1) {
      String expected = "vectors of at least one component";
      throw require.failure(parsed.root(), Kind.WRONG_DIMENSION, expected, "the dimension " + d);
    }
    index(parsed.root(), d);
  }

  private void index(IndexSpec spec, int d) {
    switch (spec) {
      case IdMap map -> index(map.inner(), d);
      case MinMax scaled -> index(scaled.inner(), d);
      case RefineFlat refined -> index(refined.base(), d);
      case Refine(var base, var refiner) -> {
        index(base, d);
        index(refiner, d);
      }
      case RefinePanorama(var base, var refiner) -> {
        index(base, d);
        panoramaRefiner(refiner);
        index(refiner, d);
      }
      case PreTransform(var transforms, var inner) -> index(inner, transforms(transforms, d));
      case Hnsw graph -> hnsw(graph, d);
      case Nsg graph -> {
        require.positive(graph, "links of a vector", graph.r());
        codes.storage(graph.storage(), d);
      }
      case Ivf(var coarse, var code) -> {
        coarse(coarse, d);
        codes.inLists(code, d);
      }
      case TwoLayer codec -> {
        require.l2(codec);
        twoLayer(codec, d);
      }
      case CodeSpec code -> codes.flat(code, d);
    }
  }

  private void panoramaRefiner(IndexSpec refiner) {
    if (!(refiner instanceof CodeSpec.FlatPanorama)) {
      throw require.failure(
          refiner,
          Kind.WRONG_REFINEMENT,
          "FlatL2Panorama or FlatIPPanorama, which can search among candidates",
          "\"" + refiner + "\"");
    }
  }

  /// The dimension behind the last transform.
  private int transforms(List<TransformSpec> transforms, int d) {
    int current = d;
    for (var transform : transforms) {
      if (transform instanceof TransformSpec.Hadamard) {
        require.inRange(transform, "a dimension", current, 1, MAX_HADAMARD);
      }
      if (transform instanceof TransformSpec.Opq(int m, _)) {
        require.positive(transform, "a number of parts", m);
      }
      current = transform.outputDimension(current);
      require.positive(transform, "a dimension", current);
    }
    return current;
  }

  private void hnsw(Hnsw graph, int d) {
    require.positive(graph, "links of a vector", graph.m());
    switch (graph.storage()) {
      case HnswStorageSpec.FlatPanorama panorama -> {
        require.l2(panorama);
        require.inRange(panorama, "levels", panorama.levels(), 1, d);
      }
      // Compared by L2 whatever the metric of the graph.
      case TwoLayer codec -> twoLayer(codec, d);
      case GraphStorageSpec storage -> codes.storage(storage, d);
    }
  }

  private void twoLayer(TwoLayer codec, int d) {
    switch (codec.first()) {
      case CoarseSpec.Centroids centroids ->
          require.positive(codec, "centroids of the first layer", centroids.lists());
      case CoarseSpec.MultiIndex index -> multiIndex(codec, index, d);
    }
    codes.product(codec, codec.m(), codec.bits(), d);
  }

  private void coarse(CoarseSpec coarse, int d) {
    switch (coarse) {
      case CoarseSpec.Centroids _ -> {}
      case CoarseSpec.MultiIndex index -> {
        require.l2(index);
        multiIndex(index, index, d);
      }
      case CoarseSpec.Hnsw graph -> require.positive(graph, "links of a centroid", graph.m());
      case CoarseSpec.Nsg graph -> require.positive(graph, "links of a centroid", graph.r());
      case CoarseSpec.Nested nested -> index(nested.index(), d);
    }
  }

  private void multiIndex(SpecNode node, CoarseSpec.MultiIndex index, int d) {
    codes.product(node, index.parts(), index.bits(), d);
    long bits = (long) index.parts() * index.bits();
    require.inRange(node, "bits of a list number", bits, 1, MAX_LIST_BITS);
  }
}
