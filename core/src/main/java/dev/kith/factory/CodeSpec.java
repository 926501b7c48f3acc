// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import java.util.List;
import java.util.OptionalInt;

/// Indexes that hold one code a vector and compare a query with all of them (specification of the
/// factory, section 1.3, flat codes). Most of them can be the code of an inverted file too.
public sealed interface CodeSpec extends IndexSpec
    permits CodeSpec.Flat,
        CodeSpec.FlatPanorama,
        CodeSpec.Lsh,
        CodeSpec.Lattice,
        CodeSpec.Sq,
        CodeSpec.Pq,
        CodeSpec.PqFastScan,
        CodeSpec.Additive,
        CodeSpec.AdditiveFastScan,
        CodeSpec.AdditiveCoarse,
        CodeSpec.RaBitQ,
        CodeSpec.RaBitQFastScan,
        CodeSpec.Eden {

  /// Vectors of a block in a fast scan.
  int DEFAULT_BLOCK = 32;

  /// `Flat`: the vectors themselves.
  record Flat() implements CodeSpec, IvfCodeSpec, GraphStorageSpec {
    @Override
    public String describe() {
      return "uncompressed vectors";
    }

    @Override
    public String toString() {
      return "Flat";
    }
  }

  /// `FlatL2Panorama8`: the vectors themselves, in levels, so that distances can be given up early.
  ///
  /// @param similarity whether products are compared (`FlatIPPanorama8`); the metric has to agree
  /// @param levels number of levels, at most d
  /// @param batch vectors of a batch; empty: the index decides
  record FlatPanorama(boolean similarity, int levels, OptionalInt batch) implements CodeSpec {
    @Override
    public String describe() {
      return "Panorama vectors";
    }

    @Override
    public String toString() {
      return (similarity ? "FlatIPPanorama" : "FlatL2Panorama")
          + levels
          + (batch.isPresent() ? "_" + batch.getAsInt() : "");
    }
  }

  /// `LSH64rt`: signs of projections. L2 only.
  ///
  /// @param bits of a vector; empty: d. More than d need a rotation
  /// @param rotate whether a random rotation comes first (`r`)
  /// @param thresholds whether medians are learned (`t`) instead of comparing with 0
  record Lsh(OptionalInt bits, boolean rotate, boolean thresholds) implements CodeSpec {
    @Override
    public String describe() {
      return "locality-sensitive hash";
    }

    @Override
    public String toString() {
      String size = bits.isPresent() ? Integer.toString(bits.getAsInt()) : "";
      return "LSH" + size + (rotate ? "r" : "") + (thresholds ? "t" : "");
    }
  }

  /// `ZnLattice4x10_6`: each part as a length and the nearest point of a sphere of integers.
  ///
  /// @param m parts; divides d
  /// @param squaredRadius of the sphere
  /// @param scaleBits of a length
  record Lattice(int m, int squaredRadius, int scaleBits) implements CodeSpec {
    @Override
    public String describe() {
      return "lattice codec";
    }

    @Override
    public String toString() {
      return "ZnLattice" + m + "x" + squaredRadius + "_" + scaleBits;
    }
  }

  /// `SQ8`: each component by itself.
  ///
  /// @param kind how
  record Sq(SqKind kind) implements CodeSpec, IvfCodeSpec, GraphStorageSpec {
    @Override
    public String describe() {
      return "scalar quantizer";
    }

    @Override
    public String toString() {
      return kind.text();
    }
  }

  /// `PQ16`, `PQ16x12np`: each of m parts as the number of a centroid.
  ///
  /// @param m parts; divides d
  /// @param bits of a centroid number, 1 to 24
  /// @param polysemous whether the centroids are numbered so that Hamming distances mean something
  record Pq(int m, int bits, boolean polysemous)
      implements CodeSpec, IvfCodeSpec, GraphStorageSpec {
    static final int DEFAULT_BITS = 8;

    @Override
    public String describe() {
      return "product quantizer";
    }

    @Override
    public String toString() {
      return "PQ" + m + Spelling.unless(DEFAULT_BITS, "x", bits) + (polysemous ? "" : "np");
    }
  }

  /// `PQ16x4fs`: 4-bit parts in blocks, for look-up in registers.
  ///
  /// @param m parts; divides d
  /// @param byResidual whether residuals are coded (`r`), in an inverted file only
  /// @param block vectors of a block, a multiple of 32
  record PqFastScan(int m, boolean byResidual, int block) implements CodeSpec, IvfCodeSpec {
    @Override
    public String describe() {
      return "fast-scan product quantizer";
    }

    @Override
    public String toString() {
      return "PQ"
          + m
          + "x4fs"
          + (byResidual ? "r" : "")
          + Spelling.unless(DEFAULT_BLOCK, "_", block);
    }
  }

  /// `RQ4x8_Nqint8`, `PLSQ2x4x8`: sums of codebook entries. L2 or inner product.
  ///
  /// @param method how codebooks are learned
  /// @param splits parts of a vector; 1 unless the method is a product
  /// @param groups sizes of the codebooks (of each part); several for `RQ` only
  /// @param norm how the norm is kept
  record Additive(AdditiveMethod method, int splits, List<BitGroup> groups, NormCoding norm)
      implements CodeSpec, IvfCodeSpec {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there are parts, and the method is not a product, or
    ///   several groups of different size, and the method is not `RQ`
    public Additive {
      method.requireSplits(splits);
      groups = BitGroup.canonical(groups, method == AdditiveMethod.RQ);
    }

    @Override
    public String describe() {
      return method.describe();
    }

    @Override
    public String toString() {
      return method.prefix(splits) + BitGroup.join(groups) + norm.suffix();
    }
  }

  /// `RQ6x4fs_Nrq2x4`: sums of entries of 4-bit codebooks, for look-up in registers.
  ///
  /// @param method how codebooks are learned
  /// @param splits parts of a vector; 1 unless the method is a product
  /// @param count number of codebooks (of each part)
  /// @param byResidual whether residuals are coded (`r`), in an inverted file only
  /// @param block vectors of a block, a multiple of 32
  /// @param norm how the norm is kept: in two 4-bit codes for L2, not at all for inner product
  record AdditiveFastScan(
      AdditiveMethod method, int splits, int count, boolean byResidual, int block, NormCoding norm)
      implements CodeSpec, IvfCodeSpec {
    /// Checks the parts.
    ///
    /// @throws IllegalArgumentException if there are parts, and the method is not a product
    public AdditiveFastScan {
      method.requireSplits(splits);
    }

    @Override
    public String describe() {
      return "fast-scan " + method.describe();
    }

    @Override
    public String toString() {
      return method.prefix(splits)
          + count
          + "x4fs"
          + (byResidual ? "r" : "")
          + Spelling.unless(DEFAULT_BLOCK, "_", block)
          + norm.suffix();
    }
  }

  /// `RCQ2x8`, `LSCQ2x8`: all sums of codebook entries as centroids of a coarse quantizer. Stores
  /// no vectors.
  ///
  /// @param localSearch whether the codebooks are learned together (`LSCQ`)
  /// @param groups sizes of the codebooks, several for `RCQ` only; 63 bits together at most
  /// @param norm how the norm of a centroid is kept
  record AdditiveCoarse(boolean localSearch, List<BitGroup> groups, NormCoding norm)
      implements CodeSpec {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if `LSCQ` has several groups of different size
    public AdditiveCoarse {
      groups = BitGroup.canonical(groups, !localSearch);
    }

    @Override
    public String describe() {
      return (localSearch ? "local search" : "residual") + " coarse quantizer";
    }

    @Override
    public String toString() {
      return (localSearch ? "LSCQ" : "RCQ") + BitGroup.join(groups) + norm.suffix();
    }
  }

  /// `RaBitQ4`: signs, and more bits of the magnitudes.
  ///
  /// @param bits of a component, 1 to 9
  record RaBitQ(int bits) implements CodeSpec, IvfCodeSpec {
    @Override
    public String describe() {
      return "RaBitQ";
    }

    @Override
    public String toString() {
      return "RaBitQ" + Spelling.unless(1, "", bits);
    }
  }

  /// `RaBitQfs4_64`: the same in blocks, for look-up in registers.
  ///
  /// @param bits of a component, 1 to 9
  /// @param block vectors of a block, a multiple of 32
  record RaBitQFastScan(int bits, int block) implements CodeSpec, IvfCodeSpec {
    @Override
    public String describe() {
      return "fast-scan RaBitQ";
    }

    @Override
    public String toString() {
      return "RaBitQfs" + Spelling.unless(1, "", bits) + Spelling.unless(DEFAULT_BLOCK, "_", block);
    }
  }

  /// `EDEN4`: Lloyd-Max codes of the normalised components, with a scale.
  ///
  /// @param bits of a component, 1 to 8
  /// @param biased whether the scale is that of the least error (`BIASED`) instead of that of no
  ///   bias
  record Eden(int bits, boolean biased) implements CodeSpec, IvfCodeSpec {
    @Override
    public String describe() {
      return "EDEN";
    }

    @Override
    public String toString() {
      return "EDEN" + Spelling.unless(1, "", bits) + (biased ? "BIASED" : "");
    }
  }
}
