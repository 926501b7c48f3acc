// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.factory.IvfCodeSpec.SpectralHash;
import dev.kith.vector.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A tree in the words of the table's last column: the classes of Faiss with their settings.
///
/// @param metric how vectors are compared
record FaissStructure(Metric metric) {

  private static final Map<SqKind, Integer> QTYPES =
      Map.ofEntries(
          Map.entry(SqKind.SQ8, 0),
          Map.entry(SqKind.SQ4, 1),
          Map.entry(SqKind.FP16, 4),
          Map.entry(SqKind.DIRECT, 5),
          Map.entry(SqKind.SQ6, 6),
          Map.entry(SqKind.BF16, 7),
          Map.entry(SqKind.DIRECT_SIGNED, 8),
          Map.entry(SqKind.ZERO, 9),
          Map.entry(SqKind.TQMSE1, 10),
          Map.entry(SqKind.TQMSE2, 11),
          Map.entry(SqKind.TQMSE3, 12),
          Map.entry(SqKind.TQMSE4, 13),
          Map.entry(SqKind.TQMSE8, 14),
          Map.entry(SqKind.TQ2, 15),
          Map.entry(SqKind.TQ3, 16),
          Map.entry(SqKind.TQ4, 17),
          Map.entry(SqKind.TQ5, 18));

  String of(IndexSpec spec, int d) {
    return switch (spec) {
      case IndexSpec.IdMap map ->
          (map.twoWay() ? "IndexIDMap2" : "IndexIDMap") + " -> " + of(map.inner(), d);
      case IndexSpec.MinMax scaled ->
          (scaled.halfPrecision() ? "IndexRowwiseMinMaxFP16" : "IndexRowwiseMinMax")
              + " -> "
              + of(scaled.inner(), d);
      case IndexSpec.RefineFlat(var base) ->
          "IndexRefineFlat(base=" + of(base, d) + ", refine=IndexFlat)";
      case IndexSpec.Refine(var base, var refiner) ->
          "IndexRefine(base=" + of(base, d) + ", refine=" + of(refiner, d) + ")";
      case IndexSpec.RefinePanorama(var base, var refiner) ->
          "IndexRefinePanorama(base=" + of(base, d) + ", refine=" + of(refiner, d) + ")";
      case IndexSpec.PreTransform chain -> chain(chain, d);
      case IndexSpec.Hnsw(int m, var storage) -> hnsw(m, storage, d);
      case IndexSpec.Nsg(int r, var storage) ->
          "IndexNSG" + shortName(storage) + "(R=" + r + "; storage=" + ofStorage(storage, d) + ")";
      case IndexSpec.Ivf ivf -> ivf(ivf, d);
      case IndexSpec.TwoLayer codec -> twoLayer(codec);
      case CodeSpec code -> code(code, d);
    };
  }

  private String chain(IndexSpec.PreTransform chain, int d) {
    var steps = new ArrayList<String>();
    int current = d;
    for (var transform : chain.transforms()) {
      int next = transform.outputDimension(current);
      steps.add(transformClass(transform) + "(" + current + "->" + next + ")");
      current = next;
    }
    return "IndexPreTransform" + steps + " -> " + of(chain.inner(), current);
  }

  private static String transformClass(TransformSpec transform) {
    return switch (transform) {
      case TransformSpec.Pca _ -> "PCAMatrix";
      case TransformSpec.L2Norm _ -> "NormalizationTransform";
      case TransformSpec.RandomRotation _ -> "RandomRotationMatrix";
      case TransformSpec.Hadamard _ -> "HadamardRotation";
      case TransformSpec.Itq _ -> "ITQTransform";
      case TransformSpec.Opq _ -> "OPQMatrix";
      case TransformSpec.Pad _ -> "RemapDimensionsTransform";
    };
  }

  private String hnsw(int m, HnswStorageSpec storage, int d) {
    // The table has no M where the level multiplier is infinite.
    String links = m == 1 ? "None" : Integer.toString(m);
    String kept =
        switch (storage) {
          case HnswStorageSpec.FlatPanorama _ -> "IndexFlatL2";
          case IndexSpec.TwoLayer codec -> twoLayer(codec);
          case CodeSpec.Flat _ -> metric.equals(Metric.L2) ? "IndexFlatL2" : "IndexFlat";
          case GraphStorageSpec other -> ofStorage(other, d);
        };
    return "IndexHNSW" + shortName(storage) + "(M=" + links + "; storage=" + kept + ")";
  }

  private String ofStorage(GraphStorageSpec storage, int d) {
    return switch (storage) {
      case CodeSpec.Flat flat -> code(flat, d);
      case CodeSpec.Sq scalar -> code(scalar, d);
      case CodeSpec.Pq product -> code(product, d);
    };
  }

  private static String shortName(HnswStorageSpec storage) {
    return switch (storage) {
      case CodeSpec.Flat _ -> "Flat";
      case CodeSpec.Sq _ -> "SQ";
      case CodeSpec.Pq _ -> "PQ";
      case HnswStorageSpec.FlatPanorama _ -> "FlatPanorama";
      case IndexSpec.TwoLayer _ -> "2Level";
    };
  }

  private static String twoLayer(IndexSpec.TwoLayer codec) {
    String first =
        switch (codec.first()) {
          case CoarseSpec.Centroids _ -> "qta=0; quantizer=IndexFlatL2";
          case CoarseSpec.MultiIndex index -> "qta=1; quantizer=" + multiIndex(index);
        };
    long lists = codec.first().lists();
    return "Index2Layer(nlist=%d, pq=%dx%d, %s)".formatted(lists, codec.m(), codec.bits(), first);
  }

  private static String multiIndex(CoarseSpec.MultiIndex index) {
    return "MultiIndexQuantizer(" + index.parts() + "x" + index.bits() + ")";
  }

  private String code(CodeSpec code, int d) {
    return switch (code) {
      case CodeSpec.Flat _ -> "IndexFlat";
      case CodeSpec.FlatPanorama p -> "IndexFlat" + (p.similarity() ? "IP" : "L2") + "Panorama";
      case CodeSpec.Lsh(var bits, boolean rotate, boolean thresholds) ->
          "IndexLSH(nbits="
              + bits.orElse(d)
              + (rotate ? " rotate" : "")
              + (thresholds ? " thresholds" : "")
              + ")";
      case CodeSpec.Lattice _ -> "IndexLattice";
      case CodeSpec.Sq(var kind) -> "IndexScalarQuantizer(qtype=" + QTYPES.get(kind) + ")";
      case CodeSpec.Pq pq -> "IndexPQ(" + product(pq) + ")";
      case CodeSpec.PqFastScan pq -> "IndexPQFastScan(" + pq.m() + "x4, bbs=" + pq.block() + ")";
      case CodeSpec.Additive a -> "Index" + method(a.method()) + "(" + additive(a) + ")";
      case CodeSpec.AdditiveFastScan a ->
          "Index" + method(a.method()) + "FastScan(" + additive(a) + ")";
      case CodeSpec.AdditiveCoarse(boolean localSearch, var groups, _) ->
          (localSearch ? "LocalSearch" : "Residual")
              + "CoarseQuantizer(nbits="
              + bits(1, groups)
              + " st=0)";
      case CodeSpec.RaBitQ(int bits) -> "IndexRaBitQ(nb_bits=" + bits + " qb=4)";
      case CodeSpec.RaBitQFastScan(int bits, int block) ->
          "IndexRaBitQFastScan(bbs=" + block + ", nb_bits=" + bits + " qb=8)";
      case CodeSpec.Eden _ -> "IndexEDEN";
    };
  }

  private String ivf(IndexSpec.Ivf ivf, int d) {
    var settings = new ArrayList<String>();
    settings.add("nlist=" + ivf.coarse().lists());
    String name = "IndexIVF" + listCode(ivf.code(), d, settings);
    return name + "(" + String.join(", ", settings) + ", " + coarse(ivf.coarse(), d) + ")";
  }

  /// The end of the class name; the settings go into the list.
  private String listCode(IvfCodeSpec code, int d, List<String> settings) {
    String residual = byResidual(code) ? "residual" : "not residual";
    switch (code) {
      case CodeSpec.Pq pq -> settings.addAll(List.of("pq=" + product(pq), residual));
      case CodeSpec.PqFastScan pq ->
          settings.addAll(List.of("pq=" + pq.m() + "x4", residual, "bbs=" + pq.block()));
      case IvfCodeSpec.RefinedPq(int m, int refineM) ->
          settings.addAll(List.of("pq=" + m + "x8", "refine_pq=" + refineM + "x8", residual));
      default -> settings.add(residual);
    }
    return switch (code) {
      case CodeSpec.Pq _ -> "PQ";
      case CodeSpec.PqFastScan _ -> "PQFastScan";
      case IvfCodeSpec.RefinedPq _ -> "PQR";
      case CodeSpec.Flat _ -> "Flat";
      case IvfCodeSpec.FlatDedup _ -> "FlatDedup";
      case CodeSpec.Eden _ -> "EDEN";
      case IvfCodeSpec.FlatPanorama p -> with(settings, "levels=" + p.levels(), "FlatPanorama");
      case CodeSpec.Sq(var kind) -> with(settings, "qtype=" + QTYPES.get(kind), "ScalarQuantizer");
      case CodeSpec.Additive a -> with(settings, additive(a), method(a.method()));
      case CodeSpec.AdditiveFastScan a ->
          with(settings, additive(a), method(a.method()) + "FastScan");
      case CodeSpec.RaBitQ(int bits) -> with(settings, "nb_bits=" + bits + " qb=4", "RaBitQ");
      case CodeSpec.RaBitQFastScan(int bits, int block) ->
          with(settings, "bbs=" + block + ", nb_bits=" + bits + " qb=8", "RaBitQFastScan");
      case SpectralHash hash -> with(settings, spectral(hash, d), "SpectralHash");
    };
  }

  private static String with(List<String> settings, String setting, String name) {
    settings.add(setting);
    return name;
  }

  private static boolean byResidual(IvfCodeSpec code) {
    return switch (code) {
      case CodeSpec.Flat _, IvfCodeSpec.FlatDedup _, IvfCodeSpec.FlatPanorama _, SpectralHash _ ->
          false;
      case CodeSpec.Sq(var kind) -> kind != SqKind.ZERO && !kind.text().startsWith("SQtq");
      case CodeSpec.PqFastScan pq -> pq.byResidual();
      case CodeSpec.AdditiveFastScan additive -> additive.byResidual();
      default -> true;
    };
  }

  private static String spectral(SpectralHash hash, int d) {
    String period = hash.period() == -1e10f ? "-1e+10" : number(hash.period());
    int threshold =
        switch (hash.threshold()) {
          case GLOBAL -> 0;
          case CENTROID -> 1;
          case MEDIAN -> 3;
        };
    String transform =
        hash.projection() == SpectralHash.Projection.ITQ ? "ITQTransform" : "PCAMatrix";
    return "nbit=%d period=%s thr=%d vt=%s"
        .formatted(hash.bits().orElse(d), period, threshold, transform);
  }

  private static String number(float value) {
    return Float.toString(value).replaceAll("\\.0$", "");
  }

  private String coarse(CoarseSpec coarse, int d) {
    return switch (coarse) {
      case CoarseSpec.Centroids _ -> "qta=0; quantizer=IndexFlat";
      case CoarseSpec.MultiIndex index -> "qta=1; quantizer=" + multiIndex(index);
      case CoarseSpec.Hnsw(_, int m) -> "qta=2; quantizer=" + hnsw(m, new CodeSpec.Flat(), d);
      case CoarseSpec.Nsg(_, int r) ->
          "qta=2; quantizer=" + of(new IndexSpec.Nsg(r, new CodeSpec.Flat()), d);
      case CoarseSpec.Nested(_, var index) ->
          "qta=" + trainsAlone(index) + "; quantizer=" + of(index, d);
    };
  }

  private static int trainsAlone(IndexSpec index) {
    return switch (index) {
      case CodeSpec.Flat _ -> 0;
      case CodeSpec.AdditiveCoarse coarse when !coarse.localSearch() -> 1;
      default -> 2;
    };
  }

  private static String method(AdditiveMethod method) {
    return switch (method) {
      case RQ -> "ResidualQuantizer";
      case LSQ -> "LocalSearchQuantizer";
      case PRQ -> "ProductResidualQuantizer";
      case PLSQ -> "ProductLocalSearchQuantizer";
    };
  }

  private static String product(CodeSpec.Pq pq) {
    return pq.m() + "x" + pq.bits() + (pq.polysemous() ? ", polysemous" : "");
  }

  private String additive(CodeSpec.Additive additive) {
    return "nbits="
        + bits(additive.splits(), additive.groups())
        + " st="
        + searchType(additive.norm());
  }

  private String additive(CodeSpec.AdditiveFastScan additive) {
    var groups = List.of(new BitGroup(additive.count(), 4));
    return "bbs="
        + additive.block()
        + ", nbits="
        + bits(additive.splits(), groups)
        + " st="
        + searchType(additive.norm());
  }

  private int searchType(NormCoding norm) {
    return switch (norm) {
      case DEFAULT -> metric.equals(Metric.L2) ? 0 : 1;
      case NONE -> 1;
      case FLOAT -> 3;
      case QINT8 -> 4;
      case QINT4 -> 5;
      case CQINT8 -> 6;
      case CQINT4 -> 7;
      case LSQ2X4 -> 8;
      case RQ2X4 -> 9;
    };
  }

  private static String bits(int splits, List<BitGroup> groups) {
    var all = new ArrayList<Integer>();
    for (int i = 0; i < splits; i++) {
      for (var group : groups) {
        for (int j = 0; j < group.count(); j++) {
          all.add(group.bits());
        }
      }
    }
    return all.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}
