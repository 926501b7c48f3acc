// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Parallelism;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.vector.Codes;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a search of packed codes finds, by the letter of the specification of the factory (section
/// 2.8), one number after the other.
final class PackedModel extends BruteForce {

  private static final int ENTRIES = 16;

  private final ProductQuantizer quantizer;
  private final @Nullable BaseIndex coarse;
  private final boolean byResidual;
  private final boolean similarity;

  private PackedModel(
      Metric metric, ProductQuantizer quantizer, @Nullable BaseIndex coarse, boolean byResidual) {
    super(metric, false);
    this.quantizer = quantizer;
    this.coarse = coarse;
    this.byResidual = byResidual;
    this.similarity = metric.isSimilarity();
  }

  /// An index whose codes hold vectors of small whole numbers exactly: the centroids of every
  /// component are the numbers -8 to 7.
  static PqFastScanIndex flat(Metric metric, FastScanSettings settings) {
    return new PqFastScanIndex(wholeNumbers(), metric, settings);
  }

  /// Inverted lists of such codes.
  static IvfPqFastScanIndex ivf(BaseIndex centroids, int lists, boolean byResidual) {
    return new IvfPqFastScanIndex(
        centroids,
        lists,
        centroids.metric(),
        wholeNumbers(),
        byResidual,
        FastScanSettings.DEFAULTS.withBlockSize(64));
  }

  private static ProductQuantizer wholeNumbers() {
    float[] numbers = new float[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      numbers[i] = i - ENTRIES / 2f;
    }
    var quantizer = new ProductQuantizer(IndexFixture.D, IndexFixture.D, PqFastScanIndex.BITS);
    float[][] books = new float[IndexFixture.D][];
    Arrays.setAll(books, m -> numbers.clone());
    quantizer.restore(books);
    return quantizer;
  }

  static PackedModel of(PqFastScanIndex index) {
    return new PackedModel(index.metric(), index.productQuantizer(), null, false);
  }

  static PackedModel of(IvfPqFastScanIndex index) {
    return new PackedModel(
        index.metric(), index.productQuantizer(), index.quantizer(), index.isByResidual());
  }

  /// The tables of one query for one list, as floats, and what is added to their sums.
  private record Table(@SuppressWarnings("ArrayRecordComponent") float[][] entries, float bias) {
    float least(int m) {
      float least = Float.POSITIVE_INFINITY;
      for (float entry : entries[m]) {
        least = Math.min(least, entry);
      }
      return least;
    }

    float span(int m) {
      float most = Float.NEGATIVE_INFINITY;
      for (float entry : entries[m]) {
        most = Math.max(most, entry);
      }
      return most - least(m);
    }

    float leastSum() {
      float sum = 0;
      for (int m = 0; m < entries.length; m++) {
        sum += least(m);
      }
      return sum;
    }

    float spanSum() {
      float sum = 0;
      for (int m = 0; m < entries.length; m++) {
        sum += span(m);
      }
      return sum;
    }
  }

  @Override
  float[] distances(List<float[]> stored, float[] query) {
    Table[] tables = tables(query);
    float base = Float.POSITIVE_INFINITY;
    float leastBias = Float.POSITIVE_INFINITY;
    for (Table table : tables) {
      leastBias = Math.min(leastBias, table.bias);
      base = Math.min(base, table.bias + table.leastSum());
    }
    float factor = factor(tables, leastBias);
    float[] distances = new float[stored.size()];
    for (int i = 0; i < distances.length; i++) {
      int list = list(stored.get(i));
      Table table = tables[list];
      float excess = similarity ? table.bias - leastBias : table.bias + table.leastSum() - base;
      int sum = round(excess * factor);
      byte[] code = code(stored.get(i), list);
      for (int m = 0; m < quantizer.subquantizers(); m++) {
        int number = code[m / 2] >> (m % 2 * 4) & 0xf;
        sum += round((table.entries[m][number] - table.least(m)) * factor);
      }
      distances[i] = sum * (1 / factor) + base;
    }
    return distances;
  }

  private static int round(float value) {
    return (int) Math.floor(value + 0.5f);
  }

  private float factor(Table[] tables, float leastBias) {
    float largest = 0;
    float total = 0;
    for (Table table : tables) {
      for (int m = 0; m < quantizer.subquantizers(); m++) {
        largest = Math.max(largest, table.span(m));
      }
      total = Math.max(total, table.bias - leastBias + table.spanSum());
    }
    return coarse == null ? 255 / largest : Math.min(255 / largest, 65535 / total);
  }

  /// One table for each list, or one where there are none.
  private Table[] tables(float[] query) {
    if (coarse == null) {
      return new Table[] {new Table(entries(query), 0)};
    }
    Table[] tables = new Table[(int) coarse.size()];
    var near = coarse.assign(Vectors.of(new float[][] {query}), tables.length, Parallelism.of(1));
    for (int rank = 0; rank < tables.length; rank++) {
      int list = (int) near.id(0, rank);
      float bias = byResidual ? near.distance(0, rank) : 0;
      tables[list] =
          byResidual && !similarity
              ? new Table(residualEntries(query, coarse.centroid(list)), bias)
              : new Table(entries(query), bias);
    }
    return tables;
  }

  /// Products, or squared distances.
  private float[][] entries(float[] query) {
    float[][] entries = new float[quantizer.subquantizers()][ENTRIES];
    for (int m = 0; m < entries.length; m++) {
      for (int j = 0; j < ENTRIES; j++) {
        for (int i = 0; i < quantizer.subDimension(); i++) {
          float x = query[m * quantizer.subDimension() + i];
          float y = centroid(m, j, i);
          entries[m][j] =
              similarity ? Math.fma(y, x, entries[m][j]) : Math.fma(y - x, y - x, entries[m][j]);
        }
      }
    }
    return entries;
  }

  /// `|r|^2 + 2 <y, r> - 2 <x, r>` for every part r of a residual.
  private float[][] residualEntries(float[] query, float[] y) {
    float[][] entries = new float[quantizer.subquantizers()][ENTRIES];
    for (int m = 0; m < entries.length; m++) {
      for (int j = 0; j < ENTRIES; j++) {
        double square = 0;
        float ofList = 0;
        float ofQuery = 0;
        for (int i = 0; i < quantizer.subDimension(); i++) {
          float r = centroid(m, j, i);
          int at = m * quantizer.subDimension() + i;
          square += r * r;
          ofList = Math.fma(r, y[at], ofList);
          ofQuery = Math.fma(r, query[at], ofQuery);
        }
        entries[m][j] = (float) square + 2 * ofList - 2 * ofQuery;
      }
    }
    return entries;
  }

  private float centroid(int m, int j, int i) {
    return quantizer.codebook(m)[j * quantizer.subDimension() + i];
  }

  private int list(float[] vector) {
    if (coarse == null) {
      return 0;
    }
    return (int) coarse.assign(Vectors.of(new float[][] {vector}), 1, Parallelism.of(1)).id(0, 0);
  }

  private byte[] code(float[] vector, int list) {
    float[] coded = vector.clone();
    if (coarse != null && byResidual) {
      float[] centroid = coarse.centroid(list);
      for (int i = 0; i < coded.length; i++) {
        coded[i] -= centroid[i];
      }
    }
    Codes codes = quantizer.encode(Vectors.of(new float[][] {coded}), Parallelism.of(1));
    return codes.row(0);
  }
}
