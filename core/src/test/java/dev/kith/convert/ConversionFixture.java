// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.Parallelism;
import dev.kith.SearchOptions;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.testing.TestSeed;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/// Indexes to convert, and what to do with them. What a test has left open is closed behind it.
abstract class ConversionFixture {

  static final int D = 16;
  static final int N = 400;

  private static final BuildOptions QUIET = BuildOptions.defaults().listener(BuildListener.SILENT);

  final Vectors data = gaussian(1, N);
  final Vectors queries = gaussian(2, 9);

  private final List<Index> opened = new ArrayList<>();

  static Vectors gaussian(long salt, int rows) {
    var random = TestSeed.random(salt);
    float[] values = new float[rows * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, D);
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Index::close);
  }

  final Index opened(Index index) {
    opened.add(index);
    return index;
  }

  /// An index of the data; id maps get [#oddIds()].
  final Index filled(String factory) {
    return filled(factory, Metric.L2);
  }

  final Index filled(String factory, Metric metric) {
    Index index = opened(IndexFactory.create(D, factory, metric));
    index.train(data, QUIET);
    if (IndexSpec.parse(factory) instanceof IndexSpec.IdMap) {
      index.add(data, oddIds(), QUIET);
    } else {
      index.add(data, QUIET);
    }
    return index;
  }

  static long[] oddIds() {
    return LongStream.range(0, N).map(i -> 1_000 - 2 * i + 2L * N).toArray();
  }

  final Converted convert(Index source, String target) {
    return convert(source, target, null, null);
  }

  final Converted convert(
      Index source, String target, @Nullable Vectors vectors, long @Nullable [] ids) {
    return run(Conversion.plan(source, IndexSpec.parse(target)), vectors, ids);
  }

  final Converted run(Conversion conversion, @Nullable Vectors vectors, long @Nullable [] ids) {
    var converted = conversion.run(vectors, ids, Parallelism.of(1));
    opened(converted.index());
    return converted;
  }

  /// An index is what a string builds.
  static void assertIs(Index index, String factory) {
    assertThat(IndexFactory.describe(index)).get().hasToString(factory);
  }

  final long[] ids(Index index, SearchOptions options) {
    return index.search(queries, 5, options).ids();
  }

  final float[] distances(Index index, SearchOptions options) {
    return index.search(queries, 5, options).distances();
  }
}
