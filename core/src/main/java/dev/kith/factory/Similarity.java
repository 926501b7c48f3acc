// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.vector.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What users choose between: two metrics, and cosine, which is the inner product of normalised
/// vectors.
public enum Similarity {
  /// Squared Euclidean distance.
  L2(Metric.L2),
  /// Inner product of the vectors as they are.
  INNER_PRODUCT(Metric.INNER_PRODUCT),
  /// Cosine of the angle: vectors and queries are normalised on the way in. The index says so
  /// itself (by a leading `L2norm`), so its file gives cosines in Faiss too.
  COSINE(Metric.INNER_PRODUCT);

  private static final TransformSpec NORMALISATION = new TransformSpec.L2Norm();

  @SuppressWarnings("ImmutableEnumChecker") // a record of an enum and a number is immutable
  private final Metric metric;

  Similarity(Metric metric) {
    this.metric = metric;
  }

  /// The metric inside the index.
  ///
  /// @return L2 or inner product
  public Metric metric() {
    return metric;
  }

  /// Reads what users write: `l2`, `ip` (or `inner_product`), `cosine`, in any case.
  ///
  /// @param text the name
  /// @return the choice
  /// @throws IllegalArgumentException with the known names
  public static Similarity parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "l2" -> L2;
      case "ip", "inner_product", "inner-product" -> INNER_PRODUCT;
      case "cosine", "cos" -> COSINE;
      default ->
          throw new IllegalArgumentException(
              "unknown metric \"" + text + "\"; allowed are l2, ip and cosine");
    };
  }

  /// Adds to a tree what this choice needs: for cosine a normalisation in front, but inside id
  /// maps.
  ///
  /// @param spec any tree
  /// @return the tree to build with [#metric()]
  public IndexSpec applyTo(IndexSpec spec) {
    if (this != COSINE) {
      return spec;
    }
    return switch (spec) {
      case IndexSpec.IdMap(IndexSpec inner, boolean twoWay) ->
          new IndexSpec.IdMap(applyTo(inner), twoWay);
      case IndexSpec.PreTransform(List<TransformSpec> transforms, IndexSpec inner) ->
          new IndexSpec.PreTransform(
              Stream.concat(Stream.of(NORMALISATION), transforms.stream()).toList(), inner);
      default -> new IndexSpec.PreTransform(List.of(NORMALISATION), spec);
    };
  }

  /// The tree from which [#applyTo] makes the given one.
  Optional<IndexSpec> takeFrom(IndexSpec spec) {
    if (this != COSINE) {
      return Optional.of(spec);
    }
    return switch (spec) {
      case IndexSpec.IdMap(IndexSpec inner, boolean twoWay) ->
          takeFrom(inner).map(plain -> new IndexSpec.IdMap(plain, twoWay));
      case IndexSpec.PreTransform(List<TransformSpec> transforms, IndexSpec inner)
          when transforms.getFirst().equals(NORMALISATION) ->
          Optional.of(
              transforms.size() == 1
                  ? inner
                  : new IndexSpec.PreTransform(transforms.subList(1, transforms.size()), inner));
      default -> Optional.empty();
    };
  }
}
