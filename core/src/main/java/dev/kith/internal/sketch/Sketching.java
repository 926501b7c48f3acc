// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.Parallelism;
import dev.kith.internal.panel.RowList;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Whether the lists of an index have sketches, and which: one for all of them. Changes while the
/// index changes.
public final class Sketching {

  /// So many vectors are worth sketches.
  private static final long LEAST_VECTORS = 1000;

  /// Where sketches did not pay, they are thought of again when there are so many times as many.
  private static final int MORE = 8;

  /// Turns of a thread, as lists differ in length.
  private static final int LISTS_A_TURN = 8;

  private final int d;
  private final Metric metric;
  private boolean wanted = true;
  private long decidedAt;
  private @Nullable ByteSketch sketch;
  private @Nullable SketchEncoder encoder;

  /// No sketches yet.
  ///
  /// @param d components of a vector
  /// @param metric how vectors are compared
  public Sketching(int d, Metric metric) {
    this.d = d;
    this.metric = metric;
  }

  /// Vectors that are looked up one by one are never sketched, nor are those of a user who wants no
  /// memory spent on it.
  public void refuse() {
    wanted = false;
  }

  /// Decides whether there are to be sketches, if it is time to, and makes them. What is decided
  /// depends on the vectors alone.
  ///
  /// @param lists how many there are
  /// @param list a list by its number
  /// @param parallelism the threads
  public void consider(int lists, IntFunction<SketchedRows> list, Parallelism parallelism) {
    long vectors = 0;
    for (int i = 0; i < lists; i++) {
      vectors += list.apply(i).size();
    }
    if (!isDue(vectors)) {
      return;
    }
    decidedAt = vectors;
    ByteSketch found = SketchFit.find(sample(lists, list, vectors), metric);
    if (found == null) {
      return;
    }
    sketch = found;
    encoder = new SketchEncoder(found);
    for (int i = 0; i < lists; i++) {
      list.apply(i).reserveSketches();
    }
    ParallelBlocks.run(
        parallelism,
        lists,
        Math.ceilDiv(lists, LISTS_A_TURN * parallelism.width()),
        (from, to) -> {
          var own = new SketchEncoder(found);
          for (long i = from; i < to; i++) {
            list.apply((int) i).sketch(own);
          }
        });
  }

  private boolean isDue(long vectors) {
    return wanted
        && sketch == null
        && vectors >= LEAST_VECTORS
        && vectors / MORE >= decidedAt
        && SketchFit.isPossible(d, metric);
  }

  /// Vectors at equal distances from each other, list after list.
  private Vectors sample(int lists, IntFunction<SketchedRows> list, long vectors) {
    var sample = Vectors.allocate(SketchFit.sampleSize(vectors), d);
    long before = 0;
    long taken = 0;
    for (int i = 0; i < lists; i++) {
      RowList rows = list.apply(i).rows();
      for (long next = place(taken, vectors, sample);
          taken < sample.size() && next < before + rows.size();
          next = place(taken, vectors, sample)) {
        rows.copyCode(next - before, sample.segment(), sample.offset(taken));
        taken++;
      }
      before += rows.size();
    }
    return sample;
  }

  private static long place(long number, long vectors, Vectors sample) {
    return (long) ((double) number * vectors / sample.size());
  }

  /// The sketch, where there is one.
  @Nullable ByteSketch sketch() {
    return sketch;
  }

  /// What makes sketches, where there are any; only one thread may use it, that which changes the
  /// index.
  @Nullable SketchEncoder encoder() {
    return encoder;
  }

  /// How vectors are compared.
  Metric metric() {
    return metric;
  }

  /// Bytes that a vector takes beside itself.
  ///
  /// @return 0 without sketches
  public int bytesPerVector() {
    return sketch == null ? 0 : sketch.rowBytes();
  }
}
