// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

import dev.kith.internal.kernel.NearestBy;
import dev.kith.vector.Vectors;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Sketches of growing size that come from one sample, each made when it is first wanted. For one
/// thread.
public final class Sketches {

  /// A larger sample would not change much.
  private static final int SAMPLE = 1024;

  private static final int FIRST = 16;
  private static final int MOST = 64;

  private final Vectors sample;
  private final NearestBy by;
  private final @Nullable Sketch[] made = new @Nullable Sketch[Integer.SIZE];

  /// Takes a sample.
  ///
  /// @param points of which the first are copied
  /// @param by what bounds are to be of
  public Sketches(Vectors points, NearestBy by) {
    this.by = by;
    var some = points.slice(0, Math.min(SAMPLE, points.size()));
    this.sample = Vectors.allocate(some.size(), some.dimension());
    some.read(0, sample);
  }

  /// The shortest sketch.
  ///
  /// @return null where vectors are too short for any
  @Nullable Sketch first() {
    return of(FIRST);
  }

  /// A sketch of twice as many directions.
  ///
  /// @return null where that would not spare work
  @Nullable Sketch longerThan(Sketch sketch) {
    return of(2 * sketch.directions().columns());
  }

  /// The longest sketch that may spare work.
  ///
  /// @return null where that is this one
  private @Nullable Sketch longestAfter(Sketch sketch) {
    int longest = Math.min(MOST, Integer.highestOneBit(sample.dimension() / 2));
    return longest > sketch.directions().columns() ? of(longest) : null;
  }

  private @Nullable Sketch of(int directions) {
    if (directions > MOST || 2 * directions > sample.dimension()) {
      return null;
    }
    int at = Integer.numberOfTrailingZeros(directions);
    if (made[at] == null) {
      made[at] = Sketch.of(sample, directions, by);
    }
    return made[at];
  }

  /// The sketch that makes the least work.
  ///
  /// @param centroids how many
  /// @param trial says how many centroids have to be compared with a point
  /// @return null where comparing all centroids is less
  @Nullable Sketch best(long centroids, ToDoubleFunction<Sketch> trial) {
    double least = SketchWork.ofAll(centroids, sample.dimension());
    Sketch best = null;
    Sketch sketch = first();
    while (sketch != null) {
      double compared = trial.applyAsDouble(sketch);
      double work = SketchWork.of(centroids, sketch, compared);
      if (work < least) {
        least = work;
        best = sketch;
      }
      if (SketchWork.isHopeless(centroids, compared)) {
        sketch = longestAfter(sketch);
      } else {
        sketch = SketchWork.wantsMore(centroids, sketch, compared) ? longerThan(sketch) : null;
      }
    }
    return best;
  }
}
