// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.factory.CodeSpec.AdditiveFastScan;
import dev.kith.factory.FactoryException.Kind;
import dev.kith.vector.Metric;
import java.util.List;

/// Whether codes fit a dimension and a metric (specification of the factory, sections 1.3 and 1.4).
///
/// @param require the checks
record CodeCheck(Requirements require) {

  /// A code that is an index by itself.
  void flat(CodeSpec code, int d) {
    switch (code) {
      case CodeSpec.FlatPanorama panorama -> {
        require.inRange(panorama, "levels", panorama.levels(), 1, d);
        panorama.batch().ifPresent(n -> require.positive(panorama, "vectors of a batch", n));
        panoramaMetric(panorama);
      }
      case CodeSpec.Lsh hash -> lsh(hash, d);
      case CodeSpec.Lattice lattice -> lattice(lattice, d);
      case CodeSpec.AdditiveCoarse coarse -> {
        require.l2OrInnerProduct(coarse);
        groups(coarse, coarse.groups());
        long bits = BitGroup.totalBits(coarse.groups());
        require.inRange(coarse, "bits of a list number", bits, 1, SpecCheck.MAX_LIST_BITS);
      }
      case CodeSpec.Flat _, CodeSpec.Sq _, CodeSpec.RaBitQ _, CodeSpec.Eden _ -> {}
      case CodeSpec.Pq pq -> product(pq, pq.m(), pq.bits(), d);
      case CodeSpec.PqFastScan pq -> fastScan(pq, d);
      case CodeSpec.RaBitQFastScan rabitq -> require.block(rabitq, rabitq.block());
      case CodeSpec.Additive additive -> additive(additive, d);
      case AdditiveFastScan additive -> additive(additive, d);
    }
  }

  /// The code of an inverted file.
  void inLists(IvfCodeSpec code, int d) {
    switch (code) {
      case CodeSpec.Flat _,
          CodeSpec.Sq _,
          CodeSpec.RaBitQ _,
          CodeSpec.Eden _,
          IvfCodeSpec.FlatDedup _ -> {}
      case CodeSpec.Pq pq -> product(pq, pq.m(), pq.bits(), d);
      case CodeSpec.PqFastScan pq -> {
        require.l2OrInnerProduct(pq);
        fastScan(pq, d);
      }
      case CodeSpec.RaBitQFastScan rabitq -> {
        require.l2OrInnerProduct(rabitq);
        require.block(rabitq, rabitq.block());
      }
      case CodeSpec.Additive additive -> additive(additive, d);
      case AdditiveFastScan additive -> additive(additive, d);
      case IvfCodeSpec.FlatPanorama panorama -> {
        require.l2OrInnerProduct(panorama);
        require.inRange(panorama, "levels", panorama.levels(), 1, d);
        panorama.batch().ifPresent(n -> require.positive(panorama, "vectors of a batch", n));
      }
      case IvfCodeSpec.RefinedPq pq -> {
        require.l2(pq);
        require.divides(pq, pq.m(), d);
        require.divides(pq, pq.refineM(), d);
      }
      case IvfCodeSpec.SpectralHash hash ->
          hash.bits().ifPresent(n -> require.positive(hash, "bits of a vector", n));
    }
  }

  /// The storage of a graph. Scalar quantizers take any metric; product quantizers are compared by
  /// L2 whatever the metric.
  void storage(GraphStorageSpec storage, int d) {
    switch (storage) {
      case CodeSpec.Flat _, CodeSpec.Sq _ -> {}
      case CodeSpec.Pq pq -> product(pq, pq.m(), pq.bits(), d);
    }
  }

  void product(SpecNode node, int m, int bits, int d) {
    require.divides(node, m, d);
    require.inRange(node, "bits of a part", bits, 1, SpecCheck.MAX_BITS);
  }

  private void fastScan(CodeSpec.PqFastScan pq, int d) {
    require.divides(pq, pq.m(), d);
    require.block(pq, pq.block());
  }

  private void panoramaMetric(CodeSpec.FlatPanorama panorama) {
    var wanted = panorama.similarity() ? Metric.Kind.INNER_PRODUCT : Metric.Kind.L2;
    if (require.metric().kind() != wanted) {
      throw require.wrongMetric(panorama, panorama.similarity() ? "inner product" : "l2");
    }
  }

  private void lsh(CodeSpec.Lsh hash, int d) {
    require.l2(hash);
    int bits = hash.bits().orElse(d);
    require.positive(hash, "bits of a vector", bits);
    if (bits > d && !hash.rotate()) {
      String expected = "at most " + d + " bits, as many as components, or a rotation (r)";
      throw require.failure(hash, Kind.WRONG_DIMENSION, expected, Integer.toString(bits));
    }
  }

  private void lattice(CodeSpec.Lattice lattice, int d) {
    require.divides(lattice, lattice.m(), d);
    require.inRange(
        lattice, "a squared radius", lattice.squaredRadius(), 1, LatticePoints.MAX_SQUARED_RADIUS);
    require.inRange(lattice, "bits of a length", lattice.scaleBits(), 0, SpecCheck.MAX_BITS);
    int bits = LatticePoints.bits(d / lattice.m(), lattice.squaredRadius());
    require.inRange(lattice, "bits of a lattice point", bits, 0, Long.SIZE - 1);
  }

  private void additive(CodeSpec.Additive additive, int d) {
    require.l2OrInnerProduct(additive);
    require.divides(additive, additive.splits(), d);
    groups(additive, additive.groups());
  }

  private void additive(AdditiveFastScan additive, int d) {
    require.l2OrInnerProduct(additive);
    require.divides(additive, additive.splits(), d);
    require.positive(additive, "a number of codebooks", additive.count());
    require.block(additive, additive.block());
    boolean l2 = require.metric().kind() == Metric.Kind.L2;
    boolean fits =
        switch (additive.norm()) {
          case LSQ2X4, RQ2X4 -> l2;
          case DEFAULT, NONE -> !l2;
          case FLOAT, QINT8, QINT4, CQINT8, CQINT4 -> false;
        };
    if (!fits) {
      String expected =
          l2 ? "_Nlsq2x4 or _Nrq2x4 behind the %s, for l2" : "no norm in the %s, for inner product";
      throw require.failure(
          additive,
          Kind.WRONG_METRIC,
          expected.formatted(additive.describe()),
          "\"" + additive + "\"");
    }
  }

  private void groups(SpecNode node, List<BitGroup> groups) {
    for (var group : groups) {
      require.positive(node, "a number of codebooks", group.count());
      require.inRange(node, "bits of a codebook", group.bits(), 1, SpecCheck.MAX_BITS);
    }
  }
}
