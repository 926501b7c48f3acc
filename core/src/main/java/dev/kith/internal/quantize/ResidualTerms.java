// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;

/// What of the squared distance between a query x and a vector y_C + y_R, of which the code holds
/// the residual y_R from the centroid y_C, depends on the stored vector alone: |y_R|^2 + 2 <y_C,
/// y_R> (specification of the factory, section 2.6). The rest is |x - y_C|^2, the coarse distance,
/// and -2 <x, y_R>, which a table of the query gives whatever the list.
///
/// Faiss keeps this by list, part and centroid number, in tables of nlist * M * ksub floats, or
/// computes it for every query. One float a vector costs less than either.
public final class ResidualTerms {

  private ResidualTerms() {}

  /// The terms of codes of one list.
  ///
  /// @param quantizer that made the codes
  /// @param codes of residuals
  /// @param centroid y_C, d floats
  /// @return one float for each code, as vectors of dimension 1
  public static Vectors of(ProductQuantizer quantizer, Codes codes, float[] centroid) {
    Vectors terms = Vectors.allocate(codes.size(), 1);
    int[] numbers = new int[quantizer.subquantizers()];
    float[] term = new float[1];
    for (long row = 0; row < codes.size(); row++) {
      quantizer.readNumbers(codes.segment(), codes.offset(row), numbers);
      term[0] = (float) term(quantizer, numbers, centroid);
      terms.set(row, term);
    }
    return terms;
  }

  private static double term(ProductQuantizer quantizer, int[] numbers, float[] centroid) {
    int dsub = quantizer.subDimension();
    double sum = 0;
    for (int part = 0; part < numbers.length; part++) {
      float[] book = quantizer.codebook(part);
      for (int i = 0; i < dsub; i++) {
        double residual = book[numbers[part] * dsub + i];
        sum += residual * (residual + 2.0 * centroid[part * dsub + i]);
      }
    }
    return sum;
  }
}
