// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.internal.panel.QueryBlock;
import dev.kith.vector.Metric;

/// Makes the tables by which queries are compared with packed codes: those of [FloatTables],
/// rounded to bytes (specification of the factory, section 2.8).
///
/// Immutable; tells a block how whole numbers become distances again.
public final class ByteTableMaker {

  private final ProductQuantizer quantizer;
  private final FloatTables tables;
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
    this.similarity = metric.isSimilarity();
    this.tables =
        similarity ? FloatTables.innerProducts(quantizer) : FloatTables.squaredL2(quantizer);
  }

  /// Makes a table for each query of a block.
  ///
  /// @param block the queries; learns how keys become distances
  /// @param rule for the scales
  /// @return as many tables as there are queries
  public ByteTables of(QueryBlock block, Rule rule) {
    int columns = quantizer.subquantizers();
    ByteTables made = new ByteTables(block.size(), columns);
    TableRange range = new TableRange(columns);
    float[] table = new float[tables.size()];
    for (int query = 0; query < block.size(); query++) {
      tables.fill(block.values(), query * quantizer.dimension(), table, 0);
      range.measure(table, 0);
      TableScale scale = rule.scale(query, range);
      range.round(table, 0, scale.factor(), made.bytes(), made.at(query));
      scale.tell(block, query, similarity);
    }
    return made;
  }
}
