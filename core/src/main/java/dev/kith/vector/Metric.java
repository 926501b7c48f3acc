// SPDX-License-Identifier: Apache-2.0
package dev.kith.vector;

import java.util.Locale;

/// How two vectors are compared, with the values that Faiss returns (specification of the factory,
/// section 2.1; numbers as in the file format, section 1.1).
///
/// The values are Faiss's own: L2 is the **squared** distance, L_p has no root.
///
/// @param kind the comparison
/// @param argument the exponent `p` of [Kind#LP]; 0 for every other kind
public record Metric(Kind kind, float argument) {

  /// Sum of squared differences (no root). Smaller is better.
  public static final Metric L2 = new Metric(Kind.L2, 0);

  /// Sum of products. Larger is better.
  public static final Metric INNER_PRODUCT = new Metric(Kind.INNER_PRODUCT, 0);

  /// The comparisons that an index file can name.
  public enum Kind {
    /// Sum of products.
    INNER_PRODUCT(0, true),
    /// Sum of squared differences.
    L2(1, false),
    /// Sum of absolute differences.
    L1(2, false),
    /// Largest absolute difference.
    LINF(3, false),
    /// Sum of absolute differences to the power p, without the root.
    LP(4, false),
    /// Sum of |a-b| / (|a|+|b|).
    CANBERRA(20, false),
    /// Sum of |a-b| over the sum of |a+b|.
    BRAY_CURTIS(21, false),
    /// Mean Kullback-Leibler divergence to the midpoint, natural logarithm, no root.
    JENSEN_SHANNON(22, false),
    /// Sum of minima over sum of maxima, a similarity.
    JACCARD(23, true),
    /// Squared L2 over the coordinates that are present (not NaN) in both, scaled by d / present.
    NAN_EUCLIDEAN(24, false);

    private final int code;
    private final boolean similarity;

    Kind(int code, boolean similarity) {
      this.code = code;
      this.similarity = similarity;
    }

    /// The `metric_type` of index files.
    ///
    /// @return a number that never changes
    public int code() {
      return code;
    }
  }

  /// Checks the argument.
  ///
  /// @throws IllegalArgumentException if `argument` is not a positive number for [Kind#LP]
  public Metric {
    if (kind == Kind.LP && !(argument > 0 && argument < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the exponent of the Lp metric is " + argument + ", and must be a positive number");
    }
  }

  /// The metric of a kind that needs no argument.
  ///
  /// @param kind any kind but [Kind#LP]
  /// @return the metric
  public static Metric of(Kind kind) {
    return new Metric(kind, 0);
  }

  /// Sum of absolute differences to the power `p`, without the root.
  ///
  /// @param p the exponent, positive
  /// @return the metric
  public static Metric lp(float p) {
    return new Metric(Kind.LP, p);
  }

  /// Whether larger values are better.
  ///
  /// @return true for the inner product and for Jaccard
  public boolean isSimilarity() {
    return kind.similarity;
  }

  /// The value that stands beside the id -1 where fewer than k vectors were found.
  ///
  /// @return `Float.MAX_VALUE`, negative for similarities (specification of the factory, section
  ///   2.2)
  public float missing() {
    return kind.similarity ? -Float.MAX_VALUE : Float.MAX_VALUE;
  }

  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return kind == Kind.LP ? name + "(" + argument + ")" : name;
  }
}
