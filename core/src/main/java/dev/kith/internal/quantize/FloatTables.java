// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import static dev.kith.internal.kernel.PackedLookups.ENTRIES;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PackedLookups;

/// Makes the tables of queries for product codes of 4 bits, as floats: 16 entries a sub-quantizer,
/// so few that a table is made in one go. Immutable.
public final class FloatTables {

  private final Kernels kernels = Kernels.best();
  private final int columns;
  private final int dsub;
  private final boolean products;
  private final float[] centroids;

  private FloatTables(ProductQuantizer quantizer, boolean products) {
    this.columns = quantizer.subquantizers();
    this.dsub = quantizer.subDimension();
    this.products = products;
    this.centroids = new float[quantizer.dimension() * ENTRIES];
    for (int part = 0; part < columns; part++) {
      float[] book = quantizer.codebook(part);
      for (int i = 0; i < book.length; i++) {
        int component = part * dsub + i % dsub;
        centroids[component * ENTRIES + i / dsub] = book[i];
      }
    }
  }

  /// Tables of squared distances.
  ///
  /// @param quantizer trained, of 4 bits
  /// @return what makes them
  public static FloatTables squaredL2(ProductQuantizer quantizer) {
    return new FloatTables(quantizer, false);
  }

  /// Tables of inner products, not negated.
  ///
  /// @param quantizer trained, of 4 bits
  /// @return what makes them
  public static FloatTables innerProducts(ProductQuantizer quantizer) {
    return new FloatTables(quantizer, true);
  }

  /// Entries of a table.
  ///
  /// @return M * 16
  public int size() {
    return columns * ENTRIES;
  }

  /// Makes a table.
  ///
  /// @param queries holds the query
  /// @param from of its first component
  /// @param table receives [#size()] floats
  /// @param to of the first of them
  public void fill(float[] queries, int from, float[] table, int to) {
    PackedLookups lookups = kernels.packedLookups();
    if (products) {
      lookups.innerProducts(centroids, dsub, columns, queries, from, table, to);
    } else {
      lookups.squaredL2(centroids, dsub, columns, queries, from, table, to);
    }
  }
}
