// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import static dev.kith.internal.kernel.Kernels.PANEL;
import static dev.kith.internal.kernel.Kernels.TILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.Parallelism;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.Visits;
import dev.kith.internal.random.RandomArrays;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys of product codes against distances to what they decode to.
@Tag("kernel")
class ProductScorerTest {

  private static final int D = 12;
  private static final int ROWS = 150;
  private static final int QUERIES = 8;

  private final Vectors queries = Vectors.of(RandomArrays.gaussian(QUERIES * D, 3), D);

  private static ProductQuantizer random(int parts, int bits) {
    var quantizer = new ProductQuantizer(D, parts, bits);
    float[][] books = new float[parts][];
    Arrays.setAll(books, m -> RandomArrays.gaussian((D / parts) << bits, 100 + m));
    quantizer.restore(books);
    return quantizer;
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "3, 1", "4, 3", "4, 4", "5, 6", "6, 4", "7, 2", "8, 1", "8, 6", "8, 12"})
  void keysAreDistancesToDecodedVectors(int bits, int parts) {
    check(random(parts, bits), Metric.L2);
    check(random(parts, bits), Metric.INNER_PRODUCT);
  }

  @ParameterizedTest
  @CsvSource({"9, 3", "10, 6", "12, 4", "13, 2"})
  void numbersOfMoreThanAByteAreUnpacked(int bits, int parts) {
    check(random(parts, bits), Metric.L2);
    check(random(parts, bits), Metric.INNER_PRODUCT);
  }

  private void check(ProductQuantizer quantizer, Metric metric) {
    try (NativeHeap heap = new NativeHeap()) {
      var codes = quantizer.encode(vectors(), Parallelism.of(1));
      var list = new CodePanels(heap, quantizer.codeSize());
      list.append(codes, CodeStore.RowOrder.SAME, ROWS);
      Vectors decoded = quantizer.decode(codes);
      float[][] keys = keys(quantizer, metric, list, queries);
      for (int query = 0; query < QUERIES; query++) {
        for (int row = 0; row < ROWS; row++) {
          float expected = key(decoded.row(row), queries.row(query), metric);
          assertThat(keys[query][row]).isCloseTo(expected, within(1e-4f));
        }
        Vectors alone = queries.slice(query, query + 1);
        assertThat(keys(quantizer, metric, list, alone)[0]).isEqualTo(keys[query]);
      }
    }
  }

  private static Vectors vectors() {
    return Vectors.of(RandomArrays.gaussian(ROWS * D, 2), D);
  }

  private static float[][] keys(
      ProductQuantizer quantizer, Metric metric, CodePanels list, Vectors queries) {
    int count = (int) queries.size();
    float[] values = new float[count * D];
    queries.copyRows(0, count, values, 0);
    float[] tables = new ProductTables(quantizer, metric).of(values, count);
    var scorer = new ProductScorer(quantizer, tables).of(list);
    float[][] keys = new float[count][ROWS];
    float[] tile = new float[TILE * PANEL];
    for (int panel = 0; panel < list.panels(); panel++) {
      int width = list.width(panel);
      scorer.open(panel);
      for (int from = 0; from < count; from += TILE) {
        int some = Math.min(TILE, count - from);
        scorer.keys(panel, width, Visits.ofAll(count), from, some, tile);
        for (int q = 0; q < some; q++) {
          System.arraycopy(tile, q * PANEL, keys[from + q], panel * PANEL, width);
        }
      }
    }
    return keys;
  }

  private static float key(float[] x, float[] q, Metric metric) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double difference = x[i] - (double) q[i];
      sum += metric.isSimilarity() ? -x[i] * (double) q[i] : difference * difference;
    }
    return (float) sum;
  }

  @Test
  void aTermCompletesTheDistanceOfAResidual() {
    var quantizer = random(4, 5);
    var codes = quantizer.encode(vectors(), Parallelism.of(1));
    float[] centroid = RandomArrays.gaussian(D, 5);
    Vectors terms = ResidualTerms.of(quantizer, codes, centroid);
    Vectors residuals = quantizer.decode(codes);
    float[] query = queries.row(0);
    for (int row = 0; row < ROWS; row++) {
      float[] residual = residuals.row(row);
      float[] whole = residual.clone();
      double product = 0;
      for (int i = 0; i < D; i++) {
        whole[i] += centroid[i];
        product += query[i] * (double) residual[i];
      }
      double sum = key(centroid, query, Metric.L2) + terms.get(row, 0) - 2 * product;
      assertThat((float) sum).isCloseTo(key(whole, query, Metric.L2), within(1e-4f));
    }
  }
}
