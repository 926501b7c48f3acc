// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// One bit a component: whether it is at least a threshold (specification of the factory, section
/// 2.18, and of the file format, section 6.3). Bit i is bit i % 8 of byte i / 8. Thresholds are 0,
/// or the medians of a sample.
public final class BinaryQuantizer implements Quantizer {

  /// Vectors that one thread encodes at a time.
  private static final int BLOCK = 1024;

  private final int d;
  private final boolean learns;
  private float[] thresholds = {};

  /// A quantizer.
  ///
  /// @param d components of a vector
  /// @param learns whether thresholds are medians and not 0
  public BinaryQuantizer(int d, boolean learns) {
    this.d = d;
    this.learns = learns;
  }

  @Override
  public int dimension() {
    return d;
  }

  @Override
  public int codeSize() {
    return Math.ceilDiv(d, Byte.SIZE);
  }

  @Override
  public boolean isTrained() {
    return !learns || thresholds.length > 0;
  }

  /// Learns the medians. Of an even number of values it is the mean of the two in the middle.
  @Override
  public void train(Vectors sample, BuildOptions options) {
    if (!learns) {
      return;
    }
    if (sample.size() == 0) {
      throw new IllegalArgumentException(
          "thresholds cannot be learnt from no vectors; pass at least one");
    }
    float[] medians = new float[d];
    ParallelBlocks.run(
        options.parallelism(),
        d,
        Columns.CACHE_LINE,
        (from, to) -> {
          float[][] columns = Columns.of(sample, (int) from, (int) to);
          for (int i = 0; i < columns.length; i++) {
            medians[(int) from + i] = median(columns[i]);
          }
        });
    thresholds = medians;
  }

  private static float median(float[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /// Takes over thresholds that were learnt before.
  ///
  /// @param learnt d of them
  /// @throws IllegalArgumentException if there are more or fewer, or if none are learnt here
  public void restore(float[] learnt) {
    if (!learns || learnt.length != d) {
      throw new IllegalArgumentException(
          "a binary quantizer of %d bits %s has %d thresholds, and not %d"
              .formatted(
                  d, learns ? "with medians" : "without medians", learns ? d : 0, learnt.length));
    }
    thresholds = learnt.clone();
  }

  @Override
  public Codes encode(Vectors vectors, Parallelism parallelism) {
    Codes codes = Codes.allocate(vectors.size(), codeSize());
    ParallelBlocks.run(
        parallelism,
        vectors.size(),
        BLOCK,
        (from, to) -> encode(vectors.slice(from, to), codes.slice(from, to)));
    return codes;
  }

  private void encode(Vectors vectors, Codes codes) {
    float[] row = new float[d];
    byte[] code = new byte[codeSize()];
    for (long i = 0; i < vectors.size(); i++) {
      vectors.copyRow(i, row, 0);
      Arrays.fill(code, (byte) 0);
      for (int bit = 0; bit < d; bit++) {
        int isSet = row[bit] >= threshold(bit) ? 1 : 0;
        code[bit / Byte.SIZE] |= (byte) (isSet << (bit % Byte.SIZE));
      }
      MemorySegment.copy(
          code, 0, codes.segment(), ValueLayout.JAVA_BYTE, codes.offset(i), code.length);
    }
  }

  /// A set bit is its threshold plus 1, another one minus 1.
  @Override
  public Vectors decode(Codes codes) {
    Vectors vectors = Vectors.allocate(codes.size(), d);
    float[] row = new float[d];
    for (long i = 0; i < codes.size(); i++) {
      byte[] code = codes.row(i);
      for (int bit = 0; bit < d; bit++) {
        boolean isSet = (code[bit / Byte.SIZE] >> (bit % Byte.SIZE) & 1) == 1;
        row[bit] = threshold(bit) + (isSet ? 1 : -1);
      }
      vectors.set(i, row);
    }
    return vectors;
  }

  private float threshold(int bit) {
    return thresholds.length == 0 ? 0 : thresholds[bit];
  }

  @Override
  public boolean encodesLike(Quantizer other) {
    return other instanceof BinaryQuantizer binary
        && binary.d == d
        && binary.learns == learns
        && Arrays.equals(binary.thresholds, thresholds);
  }

  /// Whether thresholds are medians.
  ///
  /// @return false where they are 0
  public boolean learns() {
    return learns;
  }

  /// What was learnt.
  ///
  /// @return a copy; empty before training, and where thresholds are 0
  public float[] thresholds() {
    return thresholds.clone();
  }
}
