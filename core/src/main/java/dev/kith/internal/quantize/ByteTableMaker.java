// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.vector.Metric;
import java.util.Arrays;

/// Makes the tables by which queries are compared with packed codes: those of [ProductTables],
/// rounded to bytes (specification of the factory, section 2.8).
///
/// Immutable; tells a block how whole numbers become distances again.
public final class ByteTableMaker {

  /// Queries whose tables of floats exist at a time.
  private static final int TURN = 8 * Kernels.TILE;

  private final ProductQuantizer quantizer;
  private final ProductTables tables;
  private final boolean similarity;

  /// Chooses the scale of a query.
  @FunctionalInterface
  public interface Rule {
    /// The scale of a query.
    ///
    /// @param query number in the block
    /// @param range of its table
    /// @return how to round
    TableScale scale(int query, TableRange range);
  }

  /// Prepares the centroids.
  ///
  /// @param quantizer trained, 4 bits a number
  /// @param metric L2 for squared distances, or the inner product
  public ByteTableMaker(ProductQuantizer quantizer, Metric metric) {
    this.quantizer = quantizer;
    this.tables = new ProductTables(quantizer, metric);
    this.similarity = metric.isSimilarity();
  }

  /// Makes a table for each query of a block.
  ///
  /// @param block the queries; learns how keys become distances
  /// @param rule for the scales
  /// @return as many tables as there are queries
  public ByteTables of(QueryBlock block, Rule rule) {
    ByteTables made = new ByteTables(block.size(), quantizer.subquantizers());
    TableRange range = new TableRange(quantizer.subquantizers(), quantizer.centroidsEach());
    for (int first = 0; first < block.size(); first += TURN) {
      int end = Math.min(first + TURN, block.size());
      float[] floats = floats(block, first, end);
      for (int query = first; query < end; query++) {
        int at = (query - first) * tables.size();
        range.measure(floats, at);
        TableScale scale = rule.scale(query, range);
        range.round(floats, at, scale.factor(), made.bytes(), made.at(query));
        scale.tell(block, query, similarity);
      }
    }
    return made;
  }

  private float[] floats(QueryBlock block, int from, int to) {
    int d = quantizer.dimension();
    float[] queries = Arrays.copyOfRange(block.values(), from * d, to * d);
    float[] floats = tables.of(queries, to - from);
    if (similarity) {
      // keys are negated products, and rounding is defined for the products
      for (int i = 0; i < floats.length; i++) {
        floats[i] = -floats[i];
      }
    }
    return floats;
  }
}
