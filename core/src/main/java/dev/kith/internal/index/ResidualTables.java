// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.panel.Norms;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.FloatTables;
import dev.kith.internal.quantize.ProductQuantizer;
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

  private final BaseIndex quantizer;
  private final FloatTables tables;
  private final float[] ofLists;

  private ResidualTables(BaseIndex quantizer, FloatTables tables, float[] ofLists) {
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
      return new ResidualTables(quantizer, FloatTables.squaredL2(productQuantizer), new float[0]);
    }
    FloatTables products = FloatTables.innerProducts(productQuantizer);
    return new ResidualTables(quantizer, products, ofLists(quantizer, productQuantizer, products));
  }

  /// `|r|^2 + 2 <y, r>` of every list, for all centroids of all parts.
  private static float[] ofLists(
      BaseIndex quantizer, ProductQuantizer productQuantizer, FloatTables products) {
    float[] norms = norms(productQuantizer);
    float[] terms = new float[(int) quantizer.size() * norms.length];
    for (int list = 0; list < quantizer.size(); list++) {
      int at = list * norms.length;
      products.fill(quantizer.centroid(list), 0, terms, at);
      for (int i = 0; i < norms.length; i++) {
        terms[at + i] = norms[i] + 2 * terms[at + i];
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
  /// @return a table of products a query; nothing where tables are made of residuals
  float[] ofQueries(QueryBlock block) {
    float[] products = new float[keepsLists() ? Math.multiplyExact(block.size(), size()) : 0];
    for (int query = 0; query * size() < products.length; query++) {
      tables.fill(block.values(), query * quantizer.dimension(), products, query * size());
    }
    return products;
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
        table[i] = ofLists[ofList + i] - 2 * ofQueries[ofQuery + i];
      }
      return;
    }
    float[] residual = quantizer.centroid(list);
    for (int i = 0; i < residual.length; i++) {
      residual[i] = block.values()[query * residual.length + i] - residual[i];
    }
    tables.fill(residual, 0, table, 0);
  }
}
