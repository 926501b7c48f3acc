// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.kernel.PanelKeys;
import dev.kith.vector.Metric;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Makes the tables by which queries are compared with product codes: for every query and part, the
/// key between the query's part and each centroid (asymmetric distance computation; specification
/// of the factory, section 2.6). The centroids are packed into panels, so that a table is what a
/// scan of them computes, six queries at a time.
///
/// Immutable; its memory is freed by the garbage collector.
public final class ProductTables {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final long ALIGNMENT = 64;

  private final int d;
  private final int parts;
  private final int entries;
  private final int dsub;
  private final PanelKeys keys;
  private final MemorySegment panels;

  /// Packs centroids.
  ///
  /// @param quantizer trained
  /// @param metric L2 for squared distances, the inner product for negated products
  public ProductTables(ProductQuantizer quantizer, Metric metric) {
    this.d = quantizer.dimension();
    this.parts = quantizer.subquantizers();
    this.entries = quantizer.centroidsEach();
    this.dsub = quantizer.subDimension();
    this.keys = Kernels.best().keys(metric);
    long bytes = (long) d * entries * Float.BYTES;
    this.panels = Arena.ofAuto().allocate(bytes + Kernels.SLACK, ALIGNMENT);
    for (int part = 0; part < parts; part++) {
      for (int first = 0; first < entries; first += PANEL) {
        pack(quantizer.codebook(part), part, first);
      }
    }
  }

  /// Whether a metric is a sum over the parts.
  ///
  /// @param metric any
  /// @return true for L2 and the inner product
  public static boolean supports(Metric metric) {
    return metric.kind() == Metric.Kind.L2 || metric.kind() == Metric.Kind.INNER_PRODUCT;
  }

  private void pack(float[] book, int part, int first) {
    long at = offset(part, first);
    int last = first + width(first);
    for (int i = 0; i < dsub; i++) {
      for (int row = first; row < last; row++, at += Float.BYTES) {
        panels.set(FLOAT, at, book[row * dsub + i]);
      }
    }
  }

  private int width(int first) {
    return Math.min(PANEL, entries - first);
  }

  private long offset(int part, int first) {
    return ((long) part * entries + first) * dsub * Float.BYTES;
  }

  /// Floats of the tables of a query.
  ///
  /// @return M * ksub
  public int size() {
    return Math.multiplyExact(parts, entries);
  }

  /// Bytes of the packed centroids.
  ///
  /// @return bytes
  public long bytes() {
    return panels.byteSize();
  }

  /// Makes the tables of queries.
  ///
  /// @param queries row-major, `count * d` floats
  /// @param count how many
  /// @return `count * size()` floats: for each query M tables of ksub keys
  public float[] of(float[] queries, int count) {
    float[] tables = new float[Math.multiplyExact(count, size())];
    float[] scratch = new float[TILE * PANEL];
    int[] at = new int[TILE];
    for (int query = 0; query < count; query += TILE) {
      int tile = Math.min(TILE, count - query);
      for (int part = 0; part < parts; part++) {
        aim(at, query, tile, part);
        fill(queries, at, query, tile, part, scratch, tables);
      }
    }
    return tables;
  }

  /// Points a tile at its queries; one that is not full repeats its first.
  private void aim(int[] at, int query, int tile, int part) {
    for (int q = 0; q < TILE; q++) {
      at[q] = (query + (q < tile ? q : 0)) * d + part * dsub;
    }
  }

  private void fill(
      float[] queries, int[] at, int query, int tile, int part, float[] scratch, float[] tables) {
    for (int first = 0; first < entries; first += PANEL) {
      int width = width(first);
      keys.compute(panels, offset(part, first), width, dsub, queries, at, tile, scratch);
      for (int q = 0; q < tile; q++) {
        int to = (query + q) * size() + part * entries + first;
        System.arraycopy(scratch, q * PANEL, tables, to, width);
      }
    }
  }
}
