// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.QUARTER;
import static dev.kith.internal.kernel.Kernels.TILE;

import dev.kith.vector.Metric;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.stream.LongStream;

/// Rounds over all shapes of the kernels that are used together, on numbers that nobody needs. For
/// one thread.
final class WarmUpRounds {

  /// Long enough that a loop counts, short enough that a slow call hurts little.
  private static final int DIMENSIONS = 32;

  private final MemorySegment floats = panel();
  private final MemorySegment decoded = panel();
  private final float[] query = new float[DIMENSIONS];
  private final float[] keys = new float[TILE * PANEL];
  private final int[] at = new int[TILE];
  private final RowMemory memory = RowMemory.of(floats, DIMENSIONS);
  private final long[] numbers = LongStream.range(0, PANEL).toArray();
  private final float[] rowSums = new float[4 * RowKeys.SUMS];
  private final int[] rowAt = new int[PANEL];
  private final float[] tileSums = new float[SketchKernels.ROW_TILE_SUMS];
  private final NearestRows best = new NearestRows();
  private final byte[] tables = new byte[DIMENSIONS * PackedLookups.ENTRIES];
  private final byte[] code = new byte[DIMENSIONS];
  private final byte[] counts = new byte[Kernels.COUNTS];
  private final float[] entries = new float[DIMENSIONS * PackedLookups.ENTRIES];
  private final float[] least = new float[TILE * QUARTER];
  private final float[] lowest = new float[TILE * QUARTER];
  private final short[] lookupSums = new short[PackedLookups.SUMS];

  private static MemorySegment panel() {
    return Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, (long) (DIMENSIONS + 1) * PANEL);
  }

  /// Panels of floats against tiles of queries.
  void tiles(Kernels kernels) {
    for (int width = PANEL; width >= Long.BYTES; width /= 2) {
      for (int count = 1; count <= TILE; count += TILE - 1) {
        kernels.squaredL2(floats, 0, width, DIMENSIONS, query, at, count, keys);
        kernels.negatedInnerProduct(floats, 0, width, DIMENSIONS, query, at, count, keys);
        kernels.atMost(keys, 0, width, 1f);
      }
    }
    kernels.rowsAtMost(keys, 0, PANEL, 1, -1f, rowAt);
    for (int count = 1; count <= TILE; count += TILE - 1) {
      kernels.leastProducts(floats, 0, 1, DIMENSIONS, query, at, count, keys, least, lowest);
    }
  }

  /// Queries against rows.
  void listedRows(Kernels kernels) {
    kernels.rowTile(false, floats, 0, PANEL / 2, DIMENSIONS, query, at, 3, keys, tileSums);
    kernels.rowTile(true, floats, 0, PANEL / 2, DIMENSIONS, query, at, 3, keys, tileSums);
    kernels.squaredL2OfRows(memory, numbers, 0, PANEL, query, 0, keys, rowSums);
    kernels.negatedInnerProductOfRows(memory, numbers, 0, PANEL, query, 0, keys, rowSums);
    kernels.productsOfRows(query, 0, query, rowAt, 0, PANEL, DIMENSIONS, keys, rowSums);
  }

  /// The nearest centroid of each row.
  void nearest(Kernels kernels) {
    for (int width = PANEL; width >= Long.BYTES; width /= 2) {
      for (NearestBy by : NearestBy.values()) {
        // a dimension, so that keeping the best is what takes the time
        kernels.nearest(floats, 0, width, new CentroidRows(by, query, 1, query), best);
      }
    }
  }

  /// The training of polysemous codes.
  void swaps(Kernels kernels) {
    kernels.swapSums(keys, keys, keys, 0, PANEL, PANEL, keys);
  }

  /// Codes of components.
  void decoding(Kernels kernels) {
    for (ComponentCode code : ComponentCode.values()) {
      kernels.decode(code, floats, 0, PANEL, DIMENSIONS, query, query, decoded);
    }
  }

  /// Rows that become panels.
  void turns(Kernels kernels) {
    kernels.turn(floats, 0, PANEL, DIMENSIONS, decoded);
    kernels.turn(floats, 0, PANEL / 2 - 1, DIMENSIONS - 1, decoded);
  }

  /// Sketches.
  void sketches(Kernels kernels) {
    for (int width = PANEL; width >= Long.BYTES; width /= 2) {
      kernels.sketchKeys(floats, 0, width, DIMENSIONS, query, 0, keys);
      kernels.sketchPanel(floats, 0, width, DIMENSIONS - 1, decoded);
    }
  }

  /// Codes of one kind against a query.
  void codes(Kernels kernels, ComponentCode code) {
    var coding = new ComponentCoding(code, query, query);
    for (Metric metric : new Metric[] {Metric.L2, Metric.INNER_PRODUCT}) {
      CodeKeys operation = Objects.requireNonNull(kernels.codeKeys(metric, code));
      operation.compute(coding, floats, 0, PANEL, query, 0, keys, 0);
    }
  }

  /// Codes of bits.
  void hamming(Kernels kernels) {
    for (int width = PANEL; width >= Long.BYTES; width /= 2) {
      for (int count = 1; count <= TILE; count += TILE - 1) {
        kernels.hamming(floats, 0, width, DIMENSIONS, code, at, count, counts, keys);
      }
    }
  }

  /// Packed 4-bit codes.
  void lookups(Kernels kernels) {
    PackedLookups lookups = kernels.packedLookups();
    for (int blocks = 1; blocks <= 2; blocks++) {
      for (int count = 1; count <= PackedLookups.TILE; count += PackedLookups.TILE - 1) {
        lookups.sums(floats, 0, blocks, DIMENSIONS / 2, tables, at, count, lookupSums);
        lookups.atMost(lookupSums, 0, 1);
      }
    }
    for (int dsub = 1; dsub <= 2; dsub++) {
      int columns = DIMENSIONS / dsub;
      lookups.squaredL2(entries, dsub, columns, least, 0, entries, 0);
      lookups.innerProducts(entries, dsub, columns, least, 0, entries, 0);
      lookups.range(entries, 0, columns, least, least);
      lookups.round(entries, 0, columns, least, 1f, tables, 0);
    }
  }
}
