// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.Neighbors;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// Mixes the nearest stored frames into features (specification of the factory, section 5.2):
///
/// ```
/// w_j = (1 / d_j)^2 / sum of all (1 / d_i)^2         d = squared L2 distance, as the index gives it
/// out = rate * sum of w_j * frame_j + (1 - rate) * feature
/// ```
///
/// Where this formula gives NaN or a wrong frame, its limit is taken, and counted in [Mixed]: at
/// distance 0 the stored frame itself (the mean of all at distance 0, which are equal); neighbours
/// that were not found have no weight; where none was found the feature stays. Weights are taken
/// relative to the nearest neighbour, in double, so that no distance is too small or too large.
public final class Mixer {

  private final FrameSource frames;

  /// Prepares mixing; the instance may be shared by threads if the source may.
  ///
  /// @param frames what the ids of the neighbours stand for
  public Mixer(FrameSource frames) {
    this.frames = frames;
  }

  /// Mixes.
  ///
  /// @param features T x d, finite
  /// @param neighbors for each of the T features its k nearest frames
  /// @param rate share of the retrieved frames, 0 to 1
  /// @return T x d new features, finite
  /// @throws IllegalArgumentException if the arguments do not fit together, or an id is beyond the
  ///   frames
  public Mixed mix(Vectors features, Neighbors neighbors, double rate) {
    checkRate(rate);
    checkDimension(features);
    if (neighbors.queries() != features.size()) {
      throw new IllegalArgumentException(
          "there are neighbours for "
              + neighbors.queries()
              + " frames, and "
              + features.size()
              + " frames");
    }
    var run = new Run(features, neighbors, rate, Vectors.allocate(features.size(), dimension()));
    for (int row = 0; row < neighbors.queries(); row++) {
      run.mixRow(row);
    }
    return new Mixed(run.out, run.exact, run.partial, run.unmatched);
  }

  /// Components of a frame.
  int dimension() {
    return frames.dimension();
  }

  static void checkRate(double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "the rate is "
              + rate
              + ", and must be from 0 (features unchanged) to 1 (retrieved frames only)");
    }
  }

  void checkDimension(Vectors features) {
    if (features.dimension() != dimension()) {
      throw new IllegalArgumentException(
          "the features have "
              + features.dimension()
              + " components and the stored frames "
              + dimension()
              + "; take model and index of one RVC version (v1: 256, v2: 768)");
    }
  }

  /// One call of [#mix]: its scratch memory and its counts.
  private final class Run {

    private final Vectors features;
    private final Neighbors neighbors;
    private final double rate;
    private final Vectors out;
    private final float[] frame = new float[dimension()];
    private final float[] feature = new float[dimension()];
    private final double[] retrieved = new double[dimension()];
    private long exact;
    private long partial;
    private long unmatched;

    Run(Vectors features, Neighbors neighbors, double rate, Vectors out) {
      this.features = features;
      this.neighbors = neighbors;
      this.rate = rate;
      this.out = out;
    }

    void mixRow(int row) {
      features.copyRow(row, feature, 0);
      double nearest = Double.POSITIVE_INFINITY;
      int found = 0;
      for (int rank = 0; rank < neighbors.k(); rank++) {
        if (isFound(row, rank)) {
          nearest = Math.min(nearest, neighbors.distance(row, rank));
          found++;
        }
      }
      if (found == 0) {
        unmatched++;
      } else {
        partial += found < neighbors.k() ? 1 : 0;
        exact += nearest <= 0 ? 1 : 0;
        retrieve(row, nearest);
        blend();
      }
      out.set(row, feature);
    }

    /// Distances are finite wherever there is a neighbour; the check keeps a faulty index from
    /// spoiling the sound.
    private boolean isFound(int row, int rank) {
      return neighbors.id(row, rank) >= 0 && Float.isFinite(neighbors.distance(row, rank));
    }

    private void retrieve(int row, double nearest) {
      Arrays.fill(retrieved, 0);
      double sum = 0;
      for (int rank = 0; rank < neighbors.k(); rank++) {
        if (isFound(row, rank)) {
          double weight = weight(nearest, neighbors.distance(row, rank));
          copyFrame(neighbors.id(row, rank));
          for (int i = 0; i < frame.length; i++) {
            retrieved[i] += weight * frame[i];
          }
          sum += weight;
        }
      }
      for (int i = 0; i < frame.length; i++) {
        retrieved[i] /= sum;
      }
    }

    private void copyFrame(long id) {
      if (id >= frames.size()) {
        throw new IllegalArgumentException(
            "the index found id "
                + id
                + ", and there are "
                + frames.size()
                + " frames; index and frames are not of one file");
      }
      frames.copyRow(id, frame);
    }

    private void blend() {
      for (int i = 0; i < feature.length; i++) {
        feature[i] = (float) (rate * retrieved[i] + (1 - rate) * feature[i]);
      }
    }
  }

  /// Weight relative to the nearest neighbour's, which is 1: the common factor falls out when the
  /// weights are normalised.
  private static double weight(double nearest, double distance) {
    if (nearest <= 0) {
      return distance <= 0 ? 1 : 0;
    }
    double ratio = nearest / distance;
    return ratio * ratio;
  }
}
