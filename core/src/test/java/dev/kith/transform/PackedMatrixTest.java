// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.testing.TestSeed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("kernel")
class PackedMatrixTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 7, 5", "63, 15, 6", "64, 16, 7", "65, 33, 241", "130, 17, 500"})
  void multipliesAsPlainLoopsDo(int rows, int columns, int n) {
    var random = TestSeed.random(rows);
    var matrix =
        new Matrix(rows, columns, Reference.floats(Reference.gaussian(rows, columns, random)));
    var vectors = Reference.gaussian(n, columns, random);
    float[] offset = Reference.floats(Reference.gaussian(1, rows, random));

    var products = new PackedMatrix(matrix, offset).times(vectors);

    assertThat(products.size()).isEqualTo(n);
    assertThat(products.dimension()).isEqualTo(rows);
    float[] all = Reference.floats(vectors);
    for (int i = 0; i < n; i++) {
      for (int row = 0; row < rows; row++) {
        double product = Reference.dot(matrix.values(), row * columns, all, i * columns, columns);
        assertThat((double) products.get(i, row)).isCloseTo(product + offset[row], within(1e-4));
      }
    }
  }

  @Test
  void aProductDoesNotDependOnItsBatch() {
    var random = TestSeed.random(2);
    var matrix = new Matrix(70, 50, Reference.floats(Reference.gaussian(70, 50, random)));
    var vectors = Reference.gaussian(13, 50, random);
    var packed = new PackedMatrix(matrix);

    var batch = packed.times(vectors);

    for (int i = 0; i < 13; i++) {
      assertThat(packed.times(vectors.slice(i, i + 1)).row(0)).isEqualTo(batch.row(i));
    }
  }

  @Test
  void noVectorsGiveNoProducts() {
    var packed = new PackedMatrix(new Matrix(2, 3, new float[6]));

    assertThat(packed.times(Reference.gaussian(0, 3, TestSeed.random(3))).size()).isZero();
  }
}
