// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What is left of vectors when the centroids of their lists are taken away.
final class Residuals {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private Residuals() {}

  /// Vectors minus centroids.
  ///
  /// @param vectors n x d
  /// @param lists for each vector its list; what has none is left as it is
  /// @param quantizer holds the centroids
  /// @return a copy
  static Vectors of(Vectors vectors, int[] lists, BaseIndex quantizer) {
    return combined(vectors, lists, quantizer, -1);
  }

  /// Centroids plus residuals; undoes [#of].
  ///
  /// @param residuals n x d
  /// @param lists for each residual its list; what has none is left as it is
  /// @param quantizer holds the centroids
  /// @return a copy
  static Vectors undo(Vectors residuals, int[] lists, BaseIndex quantizer) {
    return combined(residuals, lists, quantizer, 1);
  }

  /// Vectors plus others, row by row.
  static Vectors sum(Vectors vectors, Vectors others) {
    return combined(vectors, others, 1);
  }

  /// Vectors minus others, row by row.
  static Vectors difference(Vectors vectors, Vectors others) {
    return combined(vectors, others, -1);
  }

  private static Vectors combined(Vectors vectors, Vectors others, float sign) {
    Vectors result = Vectors.allocate(vectors.size(), vectors.dimension());
    result.segment().copyFrom(vectors.segment());
    for (long row = 0; row < others.size(); row++) {
      add(result.segment(), result.offset(row), others.row(row), sign);
    }
    return result;
  }

  private static Vectors combined(Vectors vectors, int[] lists, BaseIndex quantizer, float sign) {
    Vectors result = Vectors.allocate(vectors.size(), vectors.dimension());
    result.segment().copyFrom(vectors.segment());
    int[] order = byList(lists, quantizer);
    float[] centroid = new float[0];
    int list = ListScan.NO_LIST;
    for (int row : order) {
      if (lists[row] != list) {
        list = lists[row];
        centroid = quantizer.centroid(list);
      }
      add(result.segment(), result.offset(row), centroid, sign);
    }
    return result;
  }

  private static int[] byList(int[] lists, BaseIndex quantizer) {
    return new RowsByList(lists, Math.toIntExact(quantizer.size())).rows();
  }

  private static void add(MemorySegment values, long at, float[] centroid, float sign) {
    for (int i = 0; i < centroid.length; i++) {
      long place = at + (long) i * Float.BYTES;
      values.set(FLOAT, place, values.get(FLOAT, place) + sign * centroid[i]);
    }
  }
}
