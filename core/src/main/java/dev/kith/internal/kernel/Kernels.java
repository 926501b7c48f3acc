// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Operations on blocks. Arguments are trusted: callers check.
public interface Kernels extends SketchKernels {

  /// Rows of a full panel; the bits of a mask.
  int PANEL = 64;

  /// A quarter of a panel: what [#leastProducts] keeps of one.
  int QUARTER = PANEL / 4;

  /// Queries that one tile compares with a panel.
  int TILE = 6;

  /// Bytes that must be readable behind the last panel of a segment.
  int SLACK = PANEL * Float.BYTES;

  /// Sums of [#swapSums].
  int SWAP_SUMS = 16;

  /// Bytes of the scratch of [#hamming]: one for each row and query, and half a vector of slack.
  int COUNTS = TILE * PANEL + Long.BYTES;

  /// Chosen once, when first used.
  ///
  /// @return the fastest kernels that this process can run
  static Kernels best() {
    return KernelProvider.BEST;
  }

  /// The readable reference, for tests and benchmarks to compare with.
  ///
  /// @return scalar kernels
  static Kernels scalar() {
    return new ScalarKernels();
  }

  /// The name to print, such as `vector-512`.
  ///
  /// @return implementation and width
  String name();

  /// The keys of a panel under a metric.
  ///
  /// @param metric any
  /// @return the operation; safe for any number of threads
  default PanelKeys keys(Metric metric) {
    return switch (metric.kind()) {
      case L2 -> this::squaredL2;
      case INNER_PRODUCT -> this::negatedInnerProduct;
      default -> ScalarMetrics.keys(metric);
    };
  }

  /// Sums of squared differences. See [PanelKeys#compute].
  ///
  /// @param panels holds the panel
  /// @param offset byte offset of the panel
  /// @param width rows of the panel, 1 to [#PANEL]
  /// @param d dimensions
  /// @param queries row-major queries
  /// @param at where in `queries` each of them starts, [#TILE] entries
  /// @param count queries to compare, 1 to [#TILE]
  /// @param keys receives row j of query q at `q * PANEL + j`
  void squaredL2(
      MemorySegment panels,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys);

  /// Sums of products, negated. See [PanelKeys#compute].
  ///
  /// @param panels holds the panel
  /// @param offset byte offset of the panel
  /// @param width rows of the panel, 1 to [#PANEL]
  /// @param d dimensions
  /// @param queries row-major queries
  /// @param at where in `queries` each of them starts, [#TILE] entries
  /// @param count queries to compare, 1 to [#TILE]
  /// @param keys receives row j of query q at `q * PANEL + j`
  void negatedInnerProduct(
      MemorySegment panels,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys);

  /// The keys of listed rows under a metric.
  ///
  /// @param metric any
  /// @return the operation; safe for any number of threads
  default RowKeys rowKeys(Metric metric) {
    return switch (metric.kind()) {
      case L2 -> this::squaredL2OfRows;
      case INNER_PRODUCT -> this::negatedInnerProductOfRows;
      default -> ScalarMetrics.rowKeys(metric);
    };
  }

  /// Sums of squared differences. See [RowKeys#compute].
  ///
  /// @param memory holds the rows
  /// @param rows numbers of rows
  /// @param from the first entry of `rows` that counts
  /// @param to one past the last
  /// @param queries holds the query
  /// @param at where the query starts
  /// @param keys receives the key of `rows[i]` at i
  /// @param sums scratch, [RowKeys#SCRATCH] floats
  void squaredL2OfRows(
      RowMemory memory,
      long[] rows,
      int from,
      int to,
      float[] queries,
      int at,
      float[] keys,
      float[] sums);

  /// Sums of products, negated. See [RowKeys#compute].
  ///
  /// @param memory holds the rows
  /// @param rows numbers of rows
  /// @param from the first entry of `rows` that counts
  /// @param to one past the last
  /// @param queries holds the query
  /// @param at where the query starts
  /// @param keys receives the key of `rows[i]` at i
  /// @param sums scratch, [RowKeys#SCRATCH] floats
  void negatedInnerProductOfRows(
      RowMemory memory,
      long[] rows,
      int from,
      int to,
      float[] queries,
      int at,
      float[] keys,
      float[] sums);

  /// The keys of codes under a metric, without decoding them to memory.
  ///
  /// @param metric any
  /// @param code kind of the codes
  /// @return the operation, safe for any number of threads; null where decoding first is faster
  ///   now, or the only way
  default @Nullable CodeKeys codeKeys(Metric metric, ComponentCode code) {
    if (!CodeKeys.exist(code)) {
      return null;
    }
    return switch (metric.kind()) {
      case L2 -> ScalarCodes::squaredL2;
      case INNER_PRODUCT -> ScalarCodes::negatedInnerProduct;
      default -> null;
    };
  }

  /// Turns negated inner products into squared distances: |q|^2 + |x|^2 - 2 <q, x>, but no less
  /// than 0.
  ///
  /// @param keys holds `width` negated inner products from `offset`, and receives the distances
  /// @param offset of the first key
  /// @param width rows of the panel
  /// @param queryNorm |q|^2
  /// @param rowNorms holds |x|^2 of the panel's rows
  /// @param first where in `rowNorms` the panel begins
  default void addNorms(
      float[] keys, int offset, int width, float queryNorm, float[] rowNorms, int first) {
    for (int j = 0; j < width; j++) {
      float norms = queryNorm + rowNorms[first + j];
      keys[offset + j] = Math.max(0, Math.fma(2f, keys[offset + j], norms));
    }
  }

  /// Decodes a panel of codes: component (i, j) is `scale[i] * number + bias[i]`, fused, where the
  /// number is what row j's code holds for component i.
  ///
  /// @param code what the codes hold
  /// @param codes holds the panel of codes, byte after byte of all rows (see
  ///   `dev.kith.internal.panel.CodePanels`), and [#SLACK] readable bytes behind it
  /// @param offset byte offset of the panel of codes
  /// @param width rows of the panel, 1 to [#PANEL]
  /// @param d dimensions
  /// @param scale d factors
  /// @param bias d summands
  /// @param panel receives the panel of floats from its start; `width * d` floats and [#SLACK]
  ///   bytes, of which the last are left undefined
  void decode(
      ComponentCode code,
      MemorySegment codes,
      long offset,
      int width,
      int d,
      float[] scale,
      float[] bias,
      MemorySegment panel);

  /// Turns rows that lie one after another into a panel.
  ///
  /// @param rows holds them
  /// @param offset byte offset of the first
  /// @param width rows, 1 to [#PANEL]
  /// @param d components of a row
  /// @param panel receives component 0 of all rows, then component 1, and so on
  default void turn(MemorySegment rows, long offset, int width, int d, MemorySegment panel) {
    ScalarTurns.turn(rows, offset, width, d, 0, 0, panel);
  }

  /// Hamming distances: the number of bits in which codes differ.
  ///
  /// @param codes holds the panel of codes, byte after byte of all rows, and [#SLACK] readable
  ///   bytes behind it
  /// @param offset byte offset of the panel
  /// @param width rows of the panel, 1 to [#PANEL]
  /// @param codeSize bytes of a code, at least 1
  /// @param queries codes of queries, one after another
  /// @param at where in `queries` each of them starts, [#TILE] entries
  /// @param count queries to compare, 1 to [#TILE]
  /// @param counts scratch of [#COUNTS] bytes
  /// @param keys receives row j of query q at `q * PANEL + j`
  void hamming(
      MemorySegment codes,
      long offset,
      int width,
      int codeSize,
      byte[] queries,
      int[] at,
      int count,
      byte[] counts,
      float[] keys);

  /// The nearest centroid of each row of a panel.
  ///
  /// @param panels holds the panel, and [#SLACK] readable bytes behind it
  /// @param offset byte offset of the panel
  /// @param width rows of the panel, 1 to [#PANEL]
  /// @param centroids of the panel's dimension
  /// @param best receives keys and numbers of `width` rows; its norms are those of the rows, where
  ///   the key needs them. The rest is left undefined
  default void nearest(
      MemorySegment panels, long offset, int width, CentroidRows centroids, NearestRows best) {
    ScalarNearest.find(this, panels, offset, width, centroids, best);
  }

  /// What changes in a cost when two rows swap their places (see polysemous training): sum l is
  /// that of `(h_a - h_b) * (x_a - x_b - (w_a - w_b) * (h_a + h_b))` over the components l, l + 16,
  /// l + 32 and so on of the rows a and b of three matrices.
  ///
  /// @param x a matrix, row-major
  /// @param w another
  /// @param h a third
  /// @param a where the first row begins in each
  /// @param b where the second row begins
  /// @param count components of a row, a multiple of [#SWAP_SUMS]
  /// @param sums receives [#SWAP_SUMS] sums
  default void swapSums(float[] x, float[] w, float[] h, int a, int b, int count, float[] sums) {
    for (int lane = 0; lane < SWAP_SUMS; lane++) {
      float sum = 0;
      for (int i = lane; i < count; i += SWAP_SUMS) {
        float ha = h[a + i];
        float hb = h[b + i];
        float change = Math.fma(w[b + i] - w[a + i], ha + hb, x[a + i] - x[b + i]);
        sum = Math.fma(ha - hb, change, sum);
      }
      sums[lane] = sum;
    }
  }

  /// Which keys are at most a limit.
  ///
  /// @param keys holds [#PANEL] keys from `offset`
  /// @param offset of the first key
  /// @param width keys that count, 1 to [#PANEL]
  /// @param limit the limit
  /// @return bit j is set iff `keys[offset + j] <= limit`
  long atMost(float[] keys, int offset, int width, float limit);

  /// Sums of products, negated, of full panels that lie one after another, and the least of them.
  ///
  /// @param panels holds the panels, and [#SLACK] readable bytes behind them
  /// @param first number of the first panel that counts
  /// @param count panels
  /// @param d dimensions
  /// @param queries row-major queries
  /// @param at where in `queries` each of them starts, [#TILE] entries
  /// @param queryCount queries that count, 1 to [#TILE]
  /// @param keys receives row j of panel p and query q at `(p * T + q) * PANEL + j`, where T is 1
  ///   for one query and [#TILE] for more
  /// @param least receives at `(p * T + q) * QUARTER + j` the least of the keys of rows j, j + 16,
  ///   j
  ///   + 32 and j + 48
  /// @param lowest receives at `q * QUARTER + j` the least of these of all panels
  default void leastProducts(
      MemorySegment panels,
      int first,
      int count,
      int d,
      float[] queries,
      int[] at,
      int queryCount,
      float[] keys,
      float[] least,
      float[] lowest) {
    float[] tile = new float[TILE * PANEL];
    int stride = queryCount == 1 ? 1 : TILE;
    Arrays.fill(lowest, Float.POSITIVE_INFINITY);
    for (int panel = 0; panel < count; panel++) {
      long offset = (long) (first + panel) * PANEL * d * Float.BYTES;
      negatedInnerProduct(panels, offset, PANEL, d, queries, at, queryCount, tile);
      System.arraycopy(tile, 0, keys, panel * stride * PANEL, queryCount * PANEL);
      for (int i = 0; i < queryCount * QUARTER; i++) {
        int key = i / QUARTER * PANEL + i % QUARTER;
        float least0 = lesser(tile[key], tile[key + QUARTER]);
        float least1 = lesser(tile[key + 2 * QUARTER], tile[key + 3 * QUARTER]);
        least[panel * stride * QUARTER + i] = lesser(least0, least1);
        lowest[i] = lesser(lowest[i], lesser(least0, least1));
      }
    }
  }

  /// The rows of some panels whose keys are at most a limit.
  ///
  /// @param keys holds [#PANEL] keys of each panel
  /// @param from where those of the first begin
  /// @param step from the keys of a panel to those of the next
  /// @param panels how many
  /// @param limit the limit
  /// @param rows receives the numbers of the rows, ascending, from 0 for the first row of the first
  ///   panel
  /// @return how many
  default int rowsAtMost(float[] keys, int from, int step, int panels, float limit, int[] rows) {
    int count = 0;
    for (int panel = 0; panel < panels; panel++) {
      for (int row = 0; row < PANEL; row++) {
        if (keys[from + panel * step + row] <= limit) {
          rows[count++] = panel * PANEL + row;
        }
      }
    }
    return count;
  }

  private static float lesser(float a, float b) {
    return b < a ? b : a;
  }

  /// The operations on packed 4-bit codes.
  ///
  /// @return what is fastest now; to be asked anew for every panel, as kernels may still be
  ///   compiled
  PackedLookups packedLookups();

  /// The bits of the first `width` rows.
  ///
  /// @param width 1 to [#PANEL]
  /// @return a mask
  static long firstRows(int width) {
    return -1L >>> (Long.SIZE - width);
  }
}
