// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.internal.kernel.ComponentCode;
import dev.kith.internal.kernel.ComponentCoding;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Codes every component by itself, in 0 to 16 bits (specification of the factory, section 2.9, and
/// of the file format, sections 3.3 and 6.2).
///
/// Whatever the type, component i of a vector is decoded as `scale[i] * number + bias[i]`, fused,
/// from the number that its code holds. So a kernel knows kinds of codes, not types, and a scan
/// gets whole vectors from the codes of residuals by adding a centroid to `bias`.
public final class ScalarQuantizer implements Quantizer {

  /// Vectors that one thread encodes at a time.
  private static final int BLOCK = 1024;

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final int d;
  private final ScalarType type;
  private final RangeStatistic statistic;
  private final float argument;
  private ScalarRange range;
  private boolean isTrained;

  /// An untrained quantizer with the default bounds: smallest and largest value.
  ///
  /// @param d components of a vector
  /// @param type what is made of a component
  public ScalarQuantizer(int d, ScalarType type) {
    this(d, type, RangeStatistic.MINMAX, 0);
  }

  /// An untrained quantizer.
  ///
  /// @param d components of a vector
  /// @param type what is made of a component
  /// @param statistic how bounds are chosen
  /// @param argument of the statistic
  public ScalarQuantizer(int d, ScalarType type, RangeStatistic statistic, float argument) {
    this.d = d;
    this.type = type;
    this.statistic = statistic;
    this.argument = argument;
    this.range = new ScalarRange(type, d, new float[0]);
    this.isTrained = type.isReady();
  }

  @Override
  public int dimension() {
    return d;
  }

  @Override
  public int codeSize() {
    return code().codeSize(d);
  }

  @Override
  public boolean isTrained() {
    return isTrained;
  }

  /// Chooses bounds, of each dimension or for all together.
  @Override
  public void train(Vectors sample, BuildOptions options) {
    if (sample.size() == 0 && type.isTrainable()) {
      throw new IllegalArgumentException(
          "a scalar quantizer cannot learn bounds from no vectors; pass at least one");
    }
    float[] trained = new float[type.trainedCount(d)];
    int bounds = type.boundsCount(d);
    if (bounds == 1) {
      choose(trained, 0, all(sample));
    } else {
      ParallelBlocks.run(
          options.parallelism(),
          bounds,
          Columns.CACHE_LINE,
          (from, to) -> {
            float[][] columns = Columns.of(sample, (int) from, (int) to);
            for (int i = 0; i < columns.length; i++) {
              choose(trained, (int) from + i, columns[i]);
            }
          });
    }
    restore(trained);
  }

  private void choose(float[] trained, int interval, float[] values) {
    RangeBounds bounds = RangeBounds.of(values, statistic, argument, type.largest());
    trained[interval] = bounds.low();
    trained[trained.length / 2 + interval] = bounds.extent();
  }

  private static float[] all(Vectors sample) {
    float[] values = new float[Math.toIntExact(sample.size() * sample.dimension())];
    sample.copyRows(0, (int) sample.size(), values, 0);
    return values;
  }

  /// Takes over what was learnt before.
  ///
  /// @param trained lower bounds, then extents: as many as the type needs
  /// @throws IllegalArgumentException if there are more or fewer
  public void restore(float[] trained) {
    if (trained.length != type.trainedCount(d)) {
      throw new IllegalArgumentException(
          "a %s quantizer of dimension %d has %d trained numbers, and not %d"
              .formatted(type.text(), d, type.trainedCount(d), trained.length));
    }
    range = new ScalarRange(type, d, trained.clone());
    isTrained = true;
  }

  @Override
  public Codes encode(Vectors vectors, Parallelism parallelism) {
    Codes codes = Codes.allocate(vectors.size(), codeSize());
    ScalarEncoder encoder = new ScalarEncoder(type, range);
    ParallelBlocks.run(
        parallelism,
        vectors.size(),
        BLOCK,
        (from, to) -> encoder.encode(vectors.slice(from, to), codes.slice(from, to)));
    return codes;
  }

  @Override
  public Vectors decode(Codes codes) {
    Vectors vectors = Vectors.allocate(codes.size(), d);
    MemorySegment to = vectors.segment();
    for (long row = 0; row < codes.size(); row++) {
      for (int i = 0; i < d; i++) {
        float number = code().number(codes.segment(), codes.offset(row), 1, i);
        float value = Math.fma(range.scale()[i], number, range.bias()[i]);
        to.set(FLOAT, vectors.offset(row) + (long) i * Float.BYTES, value);
      }
    }
    return vectors;
  }

  /// How codes become vectors, where nothing is added to them.
  ///
  /// @return arrays of its own, for a scan that turns to lists of residuals ([#addToBias])
  public ComponentCoding coding() {
    return new ComponentCoding(code(), scale(), bias());
  }

  /// Makes codes of residuals decode to whole vectors.
  ///
  /// @param centroid of their list
  /// @param bias receives the summands of the stored numbers, d of them
  public void addToBias(float[] centroid, float[] bias) {
    float[] own = range.bias();
    for (int i = 0; i < bias.length; i++) {
      bias[i] = own[i] + centroid[i];
    }
  }

  @Override
  public boolean encodesLike(Quantizer other) {
    return other instanceof ScalarQuantizer scalar
        && scalar.d == d
        && scalar.type == type
        && Arrays.equals(scalar.range.trained(), range.trained());
  }

  /// What is made of a component.
  ///
  /// @return the type
  public ScalarType type() {
    return type;
  }

  /// How a component is stored.
  ///
  /// @return the kind of code
  public ComponentCode code() {
    return type.code();
  }

  /// How bounds are chosen.
  ///
  /// @return the statistic
  public RangeStatistic statistic() {
    return statistic;
  }

  /// The argument of the statistic.
  ///
  /// @return any number
  public float argument() {
    return argument;
  }

  /// What was learnt: lower bounds, then extents.
  ///
  /// @return a copy; empty before training and where there is nothing to learn
  public float[] trained() {
    return range.trained().clone();
  }

  /// The factors of the stored numbers.
  ///
  /// @return a copy, d of them
  public float[] scale() {
    return range.scale().clone();
  }

  /// The summands of the stored numbers.
  ///
  /// @return a copy, d of them
  public float[] bias() {
    return range.bias().clone();
  }

  /// Settings, for a report.
  ///
  /// @return names and values, in order
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("component", type.text());
    if (type.isTrainable()) {
      facts.put("bounds", argument == 0 ? statistic.text() : statistic.text() + " " + argument);
    }
    return facts;
  }

  @Override
  public String toString() {
    return "%s quantizer of dimension %d%s"
        .formatted(type.text(), d, isTrained() ? "" : ", untrained");
  }
}
