// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.factory.CoarseSpec;
import dev.kith.factory.CodeSpec;
import dev.kith.factory.IndexSpec;
import dev.kith.factory.IvfCodeSpec;
import dev.kith.factory.TransformSpec;
import dev.kith.vector.VectorSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Makes index strings fit for few training vectors, down to a single one.
///
/// What cannot be trained becomes the nearest thing that can; everything else stays:
///
/// | part | needs | becomes |
/// |---|---|---|
/// | `IVFn`, `Residualn` | n vectors | a list for every 39 vectors, or one list |
/// | `IMI2xb` | 2^b | fewer bits; one list where there is one vector |
/// | `PQMxb` | 2^b | fewer bits; `Flat` where there is one vector |
/// | `PQMx4fs` | 16 | `Flat` |
/// | `PQM+k` | 256 | `Flat` |
/// | `OPQM` | 256 | nothing: vectors go on as they are |
/// | `PCAn`, `ITQn` | n; one more for `PCAWn` | nothing: vectors go on as they are |
///
/// Lists and refinements stay lists and refinements, so that searches may set the same parameters.
/// Codes whose parts no longer divide the dimension, because a transform has gone, become `Flat`.
/// Sources: specification of the factory, sections 2.6, 2.10 and 3.2.
public final class Fitting {

  private final long vectors;
  private final boolean alike;
  private final Set<String> reasons;
  private final CodeFitting codes;

  private Fitting(long vectors, boolean alike, Set<String> reasons) {
    this.vectors = vectors;
    this.alike = alike;
    this.reasons = reasons;
    this.codes = new CodeFitting(vectors, reasons);
  }

  /// Fits an index string to a number of training vectors.
  ///
  /// @param spec what is wanted, valid for the dimension
  /// @param dimension components of a vector
  /// @param trainingVectors how many there are to train with, at least 1
  /// @return what can be trained, and why it differs
  /// @throws IllegalArgumentException if there are no vectors
  public static Fit fit(IndexSpec spec, int dimension, long trainingVectors) {
    return fit(spec, dimension, trainingVectors, false);
  }

  /// Fits an index string to training vectors. Looks at them where their number does not tell: the
  /// whitening of `PCAWn` cannot be learnt from vectors that are all equal.
  ///
  /// @param spec what is wanted, valid for their dimension
  /// @param training at least 1 vector
  /// @return what can be trained, and why it differs
  /// @throws IllegalArgumentException if there are no vectors
  public static Fit fit(IndexSpec spec, VectorSource training) {
    boolean whitens =
        SpecLine.of(spec, training.dimension()).transforms().stream().anyMatch(Fitting::whitens);
    boolean alike = whitens && OddVectors.areAllEqual(training);
    return fit(spec, training.dimension(), training.size(), alike);
  }

  private static Fit fit(IndexSpec wanted, int dimension, long vectors, boolean alike) {
    if (vectors < 1) {
      throw new IllegalArgumentException(
          "there are no vectors to train with, and at least 1 is needed");
    }
    Set<String> reasons = new LinkedHashSet<>();
    IndexSpec spec = new Fitting(vectors, alike, reasons).index(wanted, dimension);
    return new Fit(wanted, spec, vectors, List.copyOf(reasons));
  }

  private IndexSpec index(IndexSpec spec, int d) {
    return switch (spec) {
      case IndexSpec.IdMap(var inner, var twoWay) -> new IndexSpec.IdMap(index(inner, d), twoWay);
      case IndexSpec.MinMax(var inner, var half) -> new IndexSpec.MinMax(index(inner, d), half);
      case IndexSpec.RefineFlat(var base) -> new IndexSpec.RefineFlat(index(base, d));
      case IndexSpec.Refine(var base, var refiner) ->
          new IndexSpec.Refine(index(base, d), index(refiner, d));
      case IndexSpec.PreTransform(var transforms, var inner) -> chain(transforms, inner, d);
      case IndexSpec.Ivf(var coarse, var code) ->
          new IndexSpec.Ivf(coarse(coarse, d), inLists(code, d));
      case IndexSpec.TwoLayer(var first, var m, var bits) when codes.arePossible(m, bits, d) ->
          new IndexSpec.TwoLayer(firstLayer(first), m, codes.bits(bits));
      case IndexSpec.TwoLayer _ -> new CodeSpec.Flat();
      case CodeSpec.Pq pq when codes.arePossible(pq.m(), pq.bits(), d) -> codes.fewerBits(pq);
      case CodeSpec.PqFastScan pq when codes.arePossible(pq, d) -> pq;
      case CodeSpec.Pq _, CodeSpec.PqFastScan _ -> new CodeSpec.Flat();
      default -> spec;
    };
  }

  private IvfCodeSpec inLists(IvfCodeSpec code, int d) {
    return switch (code) {
      case CodeSpec.Pq pq when codes.arePossible(pq.m(), pq.bits(), d) -> codes.fewerBits(pq);
      case CodeSpec.PqFastScan pq when codes.arePossible(pq, d) -> pq;
      case IvfCodeSpec.RefinedPq pq when codes.arePossible(pq, d) -> pq;
      case CodeSpec.Pq _, CodeSpec.PqFastScan _, IvfCodeSpec.RefinedPq _ -> new CodeSpec.Flat();
      default -> code;
    };
  }

  private IndexSpec chain(List<TransformSpec> transforms, IndexSpec inner, int d) {
    List<TransformSpec> kept = new ArrayList<>();
    int current = d;
    for (var transform : transforms) {
      if (isPossible(transform)) {
        kept.add(transform);
        current = transform.outputDimension(current);
      }
    }
    IndexSpec rest = index(inner, current);
    return kept.isEmpty() ? rest : new IndexSpec.PreTransform(kept, rest);
  }

  private boolean isPossible(TransformSpec transform) {
    long needed = needs(transform);
    if (vectors < needed) {
      reasons.add(String.format(Locale.ROOT, "%s needs %,d", transform, needed));
      return false;
    }
    if (alike && whitens(transform)) {
      reasons.add(transform + " needs some that differ");
      return false;
    }
    return true;
  }

  /// Centred vectors lie in one direction less than there are vectors.
  private static long needs(TransformSpec transform) {
    return switch (transform) {
      case TransformSpec.Pca(var n, var whiten, _) -> whiten ? n + 1 : n;
      case TransformSpec.Itq(var n) -> n.orElse(1);
      case TransformSpec.Opq _ -> 1 << Byte.SIZE;
      default -> 1;
    };
  }

  private static boolean whitens(TransformSpec transform) {
    return transform instanceof TransformSpec.Pca pca && pca.whiten();
  }

  private CoarseSpec coarse(CoarseSpec coarse, int d) {
    return switch (coarse) {
      case CoarseSpec.FirstLayer first -> firstLayer(first);
      case CoarseSpec.Nested(var wanted, var inner) -> {
        long lists = lists(wanted);
        // it is trained with the centroids
        yield new CoarseSpec.Nested(lists, new Fitting(lists, false, reasons).index(inner, d));
      }
      default -> CoarseLists.with(coarse, lists(coarse.lists()));
    };
  }

  private CoarseSpec.FirstLayer firstLayer(CoarseSpec.FirstLayer first) {
    return switch (first) {
      case CoarseSpec.Centroids(var wanted) -> new CoarseSpec.Centroids(lists(wanted));
      case CoarseSpec.MultiIndex(var parts, var bits) -> {
        int possible = codes.bits(bits);
        yield possible > 0
            ? new CoarseSpec.MultiIndex(parts, possible)
            : new CoarseSpec.Centroids(1);
      }
    };
  }

  private long lists(long wanted) {
    if (vectors >= wanted) {
      return wanted;
    }
    reasons.add(String.format(Locale.ROOT, "%,d lists need as many", wanted));
    return Math.max(1, vectors / ListRange.GOOD_TRAINING);
  }
}
