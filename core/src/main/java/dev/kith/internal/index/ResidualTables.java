// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.panel.Norms;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.quantize.ProductTables;
import dev.kith.vector.Metric;
import java.util.Arrays;

/// The tables of squared distances between queries and product codes of residuals, one for each
/// probe (specification of the factory, sections 2.6 and 2.8). With the centroid y of the list and
/// the residual r that a code stands for,
///
/// `|x - y - r|^2 = |x - y|^2 + (|r|^2 + 2 <y, r>) - 2 <x, r>`
///
/// The first term is the coarse distance, the same for all codes of a list. The second depends on
/// the list, and is kept for all of them where that is not too much; the third depends on the
/// query. Where it is too much, or the coarse quantizer does not give squared distances, a table is
/// made of the residual `x - y` of the query.
///
/// Immutable.
final class ResidualTables {

  /// The terms of lists may take so many bytes, as in Faiss.
  private static final long MOST_BYTES = 1L << 31;

  /// Lists whose products are computed together.
  private static final int TURN = 48;

  private final BaseIndex quantizer;
  private final ProductTables tables;
  private final float[] ofLists;

  private ResidualTables(BaseIndex quantizer, ProductTables tables, float[] ofLists) {
    this.quantizer = quantizer;
    this.tables = tables;
    this.ofLists = ofLists;
  }

  /// Bytes of what is kept of the lists.
  ///
  /// @param quantizer holds the centroids of the lists
  /// @param productQuantizer of 4 bits
  /// @return 0 where nothing is kept
  static long bytes(BaseIndex quantizer, ProductQuantizer productQuantizer) {
    long entries = (long) productQuantizer.subquantizers() * productQuantizer.centroidsEach();
    long bytes = quantizer.size() * entries * Float.BYTES;
    return quantizer.metric().kind() == Metric.Kind.L2 && bytes <= MOST_BYTES ? bytes : 0;
  }

  /// Prepares the tables.
  ///
  /// @param quantizer holds the centroids of the lists
  /// @param productQuantizer trained
  static ResidualTables of(BaseIndex quantizer, ProductQuantizer productQuantizer) {
    long floats =
        quantizer.size() * productQuantizer.subquantizers() * productQuantizer.centroidsEach();
    boolean kept =
        quantizer.metric().kind() == Metric.Kind.L2 && floats * Float.BYTES <= MOST_BYTES;
    if (!kept) {
      return new ResidualTables(
          quantizer, new ProductTables(productQuantizer, Metric.L2), new float[0]);
    }
    ProductTables products = new ProductTables(productQuantizer, Metric.INNER_PRODUCT);
    return new ResidualTables(quantizer, products, ofLists(quantizer, productQuantizer, products));
  }

  /// `|r|^2 + 2 <y, r>` of every list, for all centroids of all parts.
  private static float[] ofLists(
      BaseIndex quantizer, ProductQuantizer productQuantizer, ProductTables products) {
    int d = quantizer.dimension();
    int lists = (int) quantizer.size();
    float[] norms = norms(productQuantizer);
    float[] terms = new float[lists * norms.length];
    for (int first = 0; first < lists; first += TURN) {
      int count = Math.min(TURN, lists - first);
      float[] centroids = new float[count * d];
      for (int i = 0; i < count; i++) {
        System.arraycopy(quantizer.centroid(first + i), 0, centroids, i * d, d);
      }
      float[] negated = products.of(centroids, count);
      int at = first * norms.length;
      for (int i = 0; i < negated.length; i++) {
        terms[at + i] = norms[i % norms.length] - 2 * negated[i];
      }
    }
    return terms;
  }

  private static float[] norms(ProductQuantizer quantizer) {
    int entries = quantizer.centroidsEach();
    int dsub = quantizer.subDimension();
    float[] norms = new float[quantizer.subquantizers() * entries];
    for (int part = 0; part < quantizer.subquantizers(); part++) {
      for (int i = 0; i < entries; i++) {
        float[] centroid = Arrays.copyOfRange(quantizer.codebook(part), i * dsub, (i + 1) * dsub);
        norms[part * entries + i] = Norms.squared(centroid);
      }
    }
    return norms;
  }

  /// Entries of a table.
  int size() {
    return tables.size();
  }

  private boolean keepsLists() {
    return ofLists.length > 0;
  }

  /// What the tables of all probes of a query share.
  ///
  /// @return a table a query, of negated products; nothing where tables are made of residuals
  float[] ofQueries(QueryBlock block) {
    return keepsLists() ? tables.of(block.values(), block.size()) : new float[0];
  }

  /// What is to be added to the sums of a probe.
  float bias(Probes probes, int probe) {
    return keepsLists() ? probes.distance(probe) : 0;
  }

  /// Makes the table of a probe.
  ///
  /// @param block the queries
  /// @param ofQueries see [#ofQueries]
  /// @param query number in the block
  /// @param list which it visits
  /// @param table receives [#size()] floats
  void fill(QueryBlock block, float[] ofQueries, int query, int list, float[] table) {
    if (keepsLists()) {
      int ofList = list * table.length;
      int ofQuery = query * table.length;
      for (int i = 0; i < table.length; i++) {
        table[i] = ofLists[ofList + i] + 2 * ofQueries[ofQuery + i];
      }
      return;
    }
    float[] residual = quantizer.centroid(list);
    for (int i = 0; i < residual.length; i++) {
      residual[i] = block.values()[query * residual.length + i] - residual[i];
    }
    System.arraycopy(tables.of(residual, 1), 0, table, 0, table.length);
  }
}
