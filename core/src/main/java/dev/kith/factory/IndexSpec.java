// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.vector.Metric;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// What an index string says: a tree of records.
///
/// The tree holds the meaning, not the spelling: `IDMap,Flat` and `Flat,IDMap` are equal, and so
/// are `IVF1k,PQ16x8` and `IVF1024,PQ16`. [Object#toString()] writes the **canonical spelling**:
///
/// - `IDMap,` and `IDMap2,` stand in front, except below a refinement, where only the ending keeps
///   the order (`Flat,IDMap,RFlat`);
/// - numbers in full (`IVF1k` is `IVF1024`) without leading zeros; `L2norm`, `BIASED`;
/// - the size of a graph always (`HNSW` is `HNSW32`), its storage after a comma, and left out where
///   it is `Flat`;
/// - every other setting only where it is not the default (`PQ16x8` is `PQ16`, `RaBitQ1` is
///   `RaBitQ`, `PQ16x4fs_32` is `PQ16x4fs`, `SH3.5g` is `SH3.5`).
///
/// A canonical string parses to an equal tree. The language has no spelling for some trees that can
/// be put together by hand, such as a refinement below a transform; theirs is refused by
/// [#parse(String)], never taken for another tree.
///
/// Source: specification of the factory, sections 1.1 to 1.3.
public sealed interface IndexSpec extends SpecNode
    permits IndexSpec.IdMap,
        IndexSpec.Refine,
        IndexSpec.RefineFlat,
        IndexSpec.RefinePanorama,
        IndexSpec.PreTransform,
        IndexSpec.MinMax,
        IndexSpec.Hnsw,
        IndexSpec.Nsg,
        IndexSpec.Ivf,
        IndexSpec.TwoLayer,
        CodeSpec {

  /// Reads an index string.
  ///
  /// @param text such as `IVF1024,PQ16`; no blanks, case matters
  /// @return the tree
  /// @throws FactoryException that points at the first place that cannot be read
  static IndexSpec parse(String text) {
    return ParsedSpec.of(text).root();
  }

  /// Reads an index string and checks it as [#validate] does. Messages point into `text` as it was
  /// written.
  ///
  /// @param text such as `IVF1024,PQ16`
  /// @param d components of a vector
  /// @param metric how vectors are compared
  /// @return the tree
  /// @throws FactoryException if it cannot be read or does not fit `d` and `metric`
  static IndexSpec parse(String text, int d, Metric metric) {
    var parsed = ParsedSpec.of(text);
    new SpecCheck(parsed, metric).check(d);
    return parsed.root();
  }

  /// Checks that such an index can be made: dimensions along the chain of transforms, sizes and
  /// metric (specification of the factory, section 1.4).
  ///
  /// As in Faiss, some trees pass that are of no use: `IVF0,Flat`, `HNSW1`, an OPQ whose parts do
  /// not divide the dimension, a flat fast scan with a metric that is neither L2 nor inner product.
  /// Other sizes of 0 are refused, though Faiss takes them: `HNSW0`, `PCA0,Flat`, `PQ16x0`,
  /// `RQ0x8`.
  ///
  /// @param d components of a vector
  /// @param metric how vectors are compared
  /// @throws FactoryException that points into the canonical spelling
  default void validate(int d, Metric metric) {
    parse(toString(), d, metric);
  }

  /// Bytes of a stored vector, without its id and without the links of graphs. Of wrappers, those
  /// of the index inside; of refinements, those of the base.
  ///
  /// @param d components of a vector, accepted by [#validate]
  /// @return bytes; empty for coarse quantizers, which store no vectors
  default OptionalLong codeSize(int d) {
    return CodeSize.stored(this, d);
  }

  /// Bytes of a vector that is encoded outside the index: with list number, scaling and the code of
  /// the refinement.
  ///
  /// @param d components of a vector, accepted by [#validate]
  /// @return bytes; empty where the index is no codec (graphs, coarse quantizers)
  default OptionalLong standaloneCodeSize(int d) {
    return CodeSize.standalone(this, d);
  }

  /// Bytes of the file of such an index, roughly.
  ///
  /// @param d components of a vector, accepted by [#validate]
  /// @param n number of vectors
  /// @return bytes of codes, ids, links and of what is learned
  default long estimatedBytes(int d, long n) {
    return new SizeEstimate(n).of(this, d);
  }

  /// Components of a vector behind the transforms that the index begins with.
  ///
  /// @param d components of a vector
  /// @return `d` unless this is a [PreTransform]
  default int outputDimension(int d) {
    return d;
  }

  /// `IDMap,X`: ids of the caller's.
  ///
  /// @param inner the index that numbers its vectors itself
  /// @param twoWay whether a vector can be looked up by its id (`IDMap2`)
  record IdMap(IndexSpec inner, boolean twoWay) implements IndexSpec {
    String keyword() {
      return twoWay ? "IDMap2" : "IDMap";
    }

    @Override
    public String describe() {
      return twoWay ? "two-way id map" : "id map";
    }

    @Override
    public String toString() {
      return keyword() + "," + inner;
    }
  }

  /// `X,Refine(Y)`: candidates of one index, ranked again by another. Both see the same vectors,
  /// before any transform.
  ///
  /// @param base finds the candidates
  /// @param refiner gives the distances
  record Refine(IndexSpec base, IndexSpec refiner) implements IndexSpec {
    @Override
    public String describe() {
      return "refinement";
    }

    @Override
    public String toString() {
      return Spelling.asBase(base) + ",Refine(" + refiner + ")";
    }
  }

  /// `X,RFlat`: candidates of one index, ranked again by the vectors themselves.
  ///
  /// @param base finds the candidates
  record RefineFlat(IndexSpec base) implements IndexSpec {
    @Override
    public String describe() {
      return "exact refinement";
    }

    @Override
    public String toString() {
      return Spelling.asBase(base) + ",RFlat";
    }
  }

  /// `X,RefinePanorama(Y)`: as [Refine], with a search of the candidates in `Y` that stops early.
  ///
  /// @param base finds the candidates
  /// @param refiner a [CodeSpec.FlatPanorama]
  record RefinePanorama(IndexSpec base, IndexSpec refiner) implements IndexSpec {
    @Override
    public String describe() {
      return "Panorama refinement";
    }

    @Override
    public String toString() {
      return Spelling.asBase(base) + ",RefinePanorama(" + refiner + ")";
    }
  }

  /// `PCA64,L2norm,X`: vectors are transformed first.
  ///
  /// @param transforms at least one, in the order in which they are applied
  /// @param inner the index of the transformed vectors
  record PreTransform(List<TransformSpec> transforms, IndexSpec inner) implements IndexSpec {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there is no transform
    public PreTransform {
      transforms = List.copyOf(transforms);
      if (transforms.isEmpty()) {
        throw new IllegalArgumentException("no transform given, at least one is needed");
      }
    }

    @Override
    public int outputDimension(int d) {
      int current = d;
      for (var transform : transforms) {
        current = transform.outputDimension(current);
      }
      return current;
    }

    @Override
    public String describe() {
      return "chain of transforms";
    }

    @Override
    public String toString() {
      String chain = transforms.stream().map(Object::toString).collect(Collectors.joining(","));
      return chain + "," + Spelling.belowTransform(inner);
    }
  }

  /// `MinMax,X`: a codec that scales each vector to the range 0 to 1 first.
  ///
  /// @param inner codes the scaled vectors
  /// @param halfPrecision whether minimum and range take 2 bytes each instead of 4 (`MinMaxFP16`)
  record MinMax(IndexSpec inner, boolean halfPrecision) implements IndexSpec {
    @Override
    public String describe() {
      return "row-wise scaling";
    }

    @Override
    public String toString() {
      return (halfPrecision ? "MinMaxFP16," : "MinMax,") + Spelling.below(inner);
    }
  }

  /// `HNSW32,SQ8`: a graph of small worlds in layers.
  ///
  /// @param m links of a vector above the lowest layer, which has twice as many
  /// @param storage what keeps the vectors
  record Hnsw(int m, HnswStorageSpec storage) implements IndexSpec {
    @Override
    public String describe() {
      return "HNSW graph";
    }

    @Override
    public String toString() {
      return Spelling.graph("HNSW" + m, storage);
    }
  }

  /// `NSG32,SQ8`: a navigating spreading-out graph.
  ///
  /// @param r links of a vector
  /// @param storage what keeps the vectors
  record Nsg(int r, GraphStorageSpec storage) implements IndexSpec {
    @Override
    public String describe() {
      return "NSG graph";
    }

    @Override
    public String toString() {
      return Spelling.graph("NSG" + r, storage);
    }
  }

  /// `IVF1024,PQ16`: an inverted file.
  ///
  /// @param coarse chooses the list of a vector
  /// @param code what the lists hold
  record Ivf(CoarseSpec coarse, IvfCodeSpec code) implements IndexSpec {
    @Override
    public String describe() {
      return "inverted file";
    }

    @Override
    public String toString() {
      return coarse + "," + code;
    }
  }

  /// `Residual1024,PQ16`, or `1024+PQ16` in an HNSW graph: a codec of list number and residual. It
  /// is not searched by itself.
  ///
  /// @param first the first layer
  /// @param m parts of the product quantizer for what the first layer leaves
  /// @param bits of a part; always 8 in a graph
  record TwoLayer(CoarseSpec.FirstLayer first, int m, int bits)
      implements IndexSpec, HnswStorageSpec {
    @Override
    public String storageText() {
      return first.layerText() + "+" + code();
    }

    @Override
    public String describe() {
      return "two-layer codec";
    }

    @Override
    public String toString() {
      return "Residual" + first.layerText() + "," + code();
    }

    private String code() {
      return "PQ" + m + Spelling.unless(CodeSpec.Pq.DEFAULT_BITS, "x", bits);
    }
  }
}
