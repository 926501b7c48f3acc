// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import java.util.Arrays;

/// Product quantizers that hold vectors of small whole numbers exactly.
final class PqFixture {

  private static final int LARGEST = 8;

  private PqFixture() {}

  /// The centroids of a component are the numbers -8 to 7, in 4 bits.
  static ProductQuantizer ofComponents() {
    return wholeNumbers(1, 1);
  }

  /// The centroids of two components are all their pairs, in 8 bits.
  static ProductQuantizer ofPairs() {
    return wholeNumbers(2, 1);
  }

  /// The centroids of a component are the even numbers from -8 on, in 3 bits.
  static ProductQuantizer ofEvenNumbers() {
    return wholeNumbers(1, 2);
  }

  private static ProductQuantizer wholeNumbers(int dsub, int step) {
    int each = 2 * LARGEST / step;
    int count = dsub == 1 ? each : each * each;
    float[] book = new float[count * dsub];
    for (int i = 0; i < book.length; i++) {
      int number = i / dsub;
      book[i] = (i % dsub == 0 ? number % each : number / each) * step - LARGEST;
    }
    int bits = Integer.numberOfTrailingZeros(count);
    var quantizer = new ProductQuantizer(IndexFixture.D, IndexFixture.D / dsub, bits);
    float[][] books = new float[quantizer.subquantizers()][];
    Arrays.setAll(books, m -> book.clone());
    quantizer.restore(books);
    return quantizer;
  }

  /// Centroids of small whole numbers, so that residuals are such numbers too.
  static FlatIndex centroids(int lists, Metric metric) {
    var centroids = new FlatIndex(IndexFixture.D, metric);
    centroids.add(IndexFixture.wholeNumbers(TestSeed.random(13), lists, 3), IndexFixture.QUIET);
    return centroids;
  }
}
