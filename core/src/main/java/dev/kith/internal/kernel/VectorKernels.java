// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import dev.kith.vector.Metric;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// Kernels on the Vector API, at one width for the life of the process (the JIT compiler wants the
/// species to be a constant).
///
/// A panel is cut into strips of four vectors (two where there are only 16 registers), and a strip
/// is compared with six queries at once: 24 sums stay in registers, and every loaded vector is used
/// six times. See [L2Tiles] and [InnerProductTiles] for the loops; each is a method of its own
/// because the JIT compiler keeps vectors in registers only in small methods that store them at the
/// end.
final class VectorKernels implements Kernels {

  static final VectorSpecies<Float> SPECIES = species(System.getProperty(KernelProvider.PROPERTY));
  static final int LANES = SPECIES.length();

  /// Integers of the same lanes.
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SPECIES.vectorShape());

  /// As many bytes, or the fewest that a vector can have.
  static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LANES * Byte.SIZE)));

  /// Bytes of a vector.
  static final long VECTOR = (long) LANES * Float.BYTES;

  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /// AVX2 has 16 registers, AVX-512 and NEON have 32.
  private static final boolean WIDE = LANES != 8;

  private static final Tiles SQUARED_L2 =
      new Tiles(L2Tiles::fourBySix, L2Tiles::fourByOne, L2Tiles::twoBySix, L2Tiles::twoByOne);

  private static final Tiles INNER_PRODUCT =
      new Tiles(
          InnerProductTiles::fourBySix,
          InnerProductTiles::fourByOne,
          InnerProductTiles::twoBySix,
          InnerProductTiles::twoByOne);

  private static final PackedLookups PACKED_LOOKUPS = new VectorPackedLookups();

  private VectorKernels() {}

  /// Compares a strip of a panel, from `row` on, with one query or six. Everything else is as in
  /// [PanelKeys#compute].
  @FunctionalInterface
  private interface Tile {
    void compute(
        MemorySegment panels,
        long strip,
        int width,
        int d,
        float[] queries,
        int[] at,
        float[] keys,
        int row);
  }

  /// The tiles of an operation, for strips of four vectors and of two.
  private record Tiles(Tile fourBySix, Tile fourByOne, Tile twoBySix, Tile twoByOne) {
    Tile of(boolean wide, int count) {
      if (wide) {
        return count == 1 ? fourByOne : fourBySix;
      }
      return count == 1 ? twoByOne : twoBySix;
    }
  }

  static boolean isSupported() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 128;
  }

  static Kernels create(@Nullable String wanted) {
    VectorKernels kernels = new VectorKernels();
    if (wanted != null && !wanted.equals("vector") && !wanted.equals(kernels.name())) {
      throw new IllegalArgumentException(
          "-D%s=%s: this processor's widest vectors are %s"
              .formatted(KernelProvider.PROPERTY, wanted, kernels.name()));
    }
    return kernels;
  }

  private static VectorSpecies<Float> species(@Nullable String wanted) {
    VectorSpecies<Float> preferred = FloatVector.SPECIES_PREFERRED;
    int most = Math.min(512, preferred.vectorBitSize());
    int bits =
        wanted == null || !wanted.startsWith("vector-")
            ? most
            : Math.min(most, Integer.parseInt(wanted.substring("vector-".length())));
    return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  @Override
  public String name() {
    return "vector-" + SPECIES.vectorBitSize();
  }

  @Override
  public void squaredL2(
      MemorySegment panels,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys) {
    byStrips(SQUARED_L2, panels, offset, width, d, queries, at, count, keys);
  }

  @Override
  public void negatedInnerProduct(
      MemorySegment panels,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys) {
    byStrips(INNER_PRODUCT, panels, offset, width, d, queries, at, count, keys);
  }

  private static void byStrips(
      Tiles tiles,
      MemorySegment panels,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys) {
    for (int row = 0; row < width; ) {
      boolean wide = isWide(width - row);
      long strip = offset + (long) row * Float.BYTES;
      tiles.of(wide, count).compute(panels, strip, width, d, queries, at, keys, row);
      row += wide ? 4 * LANES : 2 * LANES;
    }
  }

  /// Whether the next strip has four vectors.
  ///
  /// @param rows left in the panel
  static boolean isWide(int rows) {
    return WIDE && rows > 2 * LANES;
  }

  @Override
  public void nearest(
      MemorySegment panels, long offset, int width, CentroidRows centroids, NearestRows best) {
    NearestTiles.find(panels, offset, width, centroids, best);
  }

  @Override
  public void swapSums(float[] x, float[] w, float[] h, int a, int b, int count, float[] sums) {
    SwapTiles.sums(x, w, h, a, b, count, sums);
  }

  @Override
  public void squaredL2OfRows(
      RowMemory memory,
      long[] rows,
      int from,
      int to,
      float[] queries,
      int at,
      float[] keys,
      float[] sums) {
    ListedRows.squares(memory, rows, from, to, queries, at, keys, sums);
  }

  @Override
  public void negatedInnerProductOfRows(
      RowMemory memory,
      long[] rows,
      int from,
      int to,
      float[] queries,
      int at,
      float[] keys,
      float[] sums) {
    ListedRows.negatedProducts(memory, rows, from, to, queries, at, keys, sums);
  }

  @Override
  public void productsOfRows(
      float[] x,
      int at,
      float[] rows,
      int[] rowAt,
      int first,
      int to,
      int d,
      float[] products,
      float[] sums) {
    ArrayRows.products(x, at, rows, rowAt, first, to, d, products, sums);
  }

  @Override
  public PackedLookups packedLookups() {
    return PACKED_LOOKUPS;
  }

  @Override
  public void decode(
      ComponentCode code,
      MemorySegment codes,
      long offset,
      int width,
      int d,
      float[] scale,
      float[] bias,
      MemorySegment panel) {
    switch (code) {
      case NOTHING -> CodeDecoder.nothing(width, d, scale, bias, panel);
      case BYTE -> CodeDecoder.bytes(codes, offset, width, d, scale, bias, panel);
      case NIBBLE -> CodeDecoder.nibbles(codes, offset, width, d, scale, bias, panel);
      case SIX_BITS -> CodeDecoder.sixBits(codes, offset, width, d, scale, bias, panel);
      case HALF -> CodeDecoder.halves(codes, offset, width, d, scale, bias, panel);
      case BFLOAT16 -> CodeDecoder.bfloats(codes, offset, width, d, scale, bias, panel);
    }
  }

  @Override
  public boolean hasRowTiles(int d) {
    return LANES == RowKeys.SUMS && d >= LANES;
  }

  @Override
  public void rowTile(
      boolean products,
      MemorySegment rows,
      long offset,
      int width,
      int d,
      float[] queries,
      int[] at,
      int count,
      float[] keys,
      float[] sums) {
    if (hasRowTiles(d) && width >= RowTiles.ROWS) {
      RowTiles.compute(products, rows, offset, width, d, queries, at, count, keys, sums);
    } else {
      Kernels.super.rowTile(products, rows, offset, width, d, queries, at, count, keys, sums);
    }
  }

  @Override
  public void turn(MemorySegment rows, long offset, int width, int d, MemorySegment panel) {
    RowTurns.turn(rows, offset, width, d, panel);
  }

  @Override
  public void sketchKeys(
      MemorySegment sketches,
      long offset,
      int width,
      int columns,
      float[] query,
      int at,
      float[] keys) {
    SketchTiles.terms(sketches, offset, width, keys);
    long first = offset + (long) Float.BYTES * width;
    for (int row = 0; row < width; ) {
      if (isWide(width - row)) {
        SketchTiles.four(sketches, first + row, width, columns, query, at, keys, row);
        row += 4 * LANES;
      } else {
        SketchTiles.two(sketches, first + row, width, columns, query, at, keys, row);
        row += 2 * LANES;
      }
    }
  }

  @Override
  public void sketchPanel(
      MemorySegment sketches, long offset, int width, int columns, MemorySegment panel) {
    SketchTiles.terms(sketches, offset, width, panel);
    long first = offset + (long) Float.BYTES * width;
    SketchTiles.columns(sketches, first, width, columns, panel);
  }

  @Override
  public @Nullable CodeKeys codeKeys(Metric metric, ComponentCode code) {
    return CodeTiles.keys(metric, code);
  }

  @Override
  public void hamming(
      MemorySegment codes,
      long offset,
      int width,
      int codeSize,
      byte[] queries,
      int[] at,
      int count,
      byte[] counts,
      float[] keys) {
    HammingTiles.compute(codes, offset, width, codeSize, queries, at, count, counts, keys);
  }

  @Override
  public long atMost(float[] keys, int offset, int width, float limit) {
    long mask = 0;
    for (int row = 0; row < width; row += LANES) {
      FloatVector lanes = FloatVector.fromArray(SPECIES, keys, offset + row);
      mask |= lanes.compare(VectorOperators.LE, limit).toLong() << row;
    }
    return mask & Kernels.firstRows(width);
  }

  @Override
  public int rowsAtMost(float[] keys, int from, int step, int panels, float limit, int[] rows) {
    return KeyFilter.rows(keys, from, step, panels, limit, rows);
  }

  @Override
  public void leastProducts(
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
    int stride = queryCount == 1 ? 1 : TILE;
    Arrays.fill(lowest, Float.POSITIVE_INFINITY);
    for (int panel = 0; panel < count; panel++) {
      long offset = (long) (first + panel) * PANEL * d * Float.BYTES;
      int to = panel * stride * PANEL;
      for (int row = 0; row < PANEL; ) {
        long strip = offset + (long) row * Float.BYTES;
        products(queryCount == 1, panels, strip, d, queries, at, keys, to + row);
        row += WIDE ? 4 * LANES : 2 * LANES;
      }
      keepLeast(keys, to, stride * QUARTER, least, panel * stride * QUARTER, lowest);
    }
  }

  /// The tile for a strip of a full panel.
  private static void products(
      boolean one,
      MemorySegment panels,
      long strip,
      int d,
      float[] queries,
      int[] at,
      float[] keys,
      int to) {
    if (WIDE && one) {
      InnerProductTiles.fourByOne(panels, strip, PANEL, d, queries, at, keys, to);
    } else if (WIDE) {
      InnerProductTiles.fourBySix(panels, strip, PANEL, d, queries, at, keys, to);
    } else if (one) {
      InnerProductTiles.twoByOne(panels, strip, PANEL, d, queries, at, keys, to);
    } else {
      InnerProductTiles.twoBySix(panels, strip, PANEL, d, queries, at, keys, to);
    }
  }

  private static void keepLeast(
      float[] keys, int from, int lanes, float[] least, int to, float[] lowest) {
    int at = from;
    int i = 0;
    do {
      FloatVector a = FloatVector.fromArray(SPECIES, keys, at);
      FloatVector b = FloatVector.fromArray(SPECIES, keys, at + QUARTER);
      FloatVector c = FloatVector.fromArray(SPECIES, keys, at + 2 * QUARTER);
      FloatVector e = FloatVector.fromArray(SPECIES, keys, at + 3 * QUARTER);
      FloatVector f = FloatVector.fromArray(SPECIES, lowest, i);
      a = a.blend(b, b.compare(VectorOperators.LT, a));
      c = c.blend(e, e.compare(VectorOperators.LT, c));
      a = a.blend(c, c.compare(VectorOperators.LT, a));
      a.intoArray(least, to + i);
      f.blend(a, a.compare(VectorOperators.LT, f)).intoArray(lowest, i);
      i += LANES;
      // after a quarter the rest of the panel is done too
      at += i % QUARTER == 0 ? PANEL - QUARTER + LANES : LANES;
    } while (i < lanes);
  }
}
