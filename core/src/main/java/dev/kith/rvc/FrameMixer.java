// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.vector.Vectors;
import java.util.Arrays;

/// Mixes the nearest stored frames into one frame after another (specification of the factory,
/// section 5.2):
///
/// ```
/// w_j = (1 / d_j)^2 / sum of all (1 / d_i)^2         d = squared L2 distance, as the index gives it
/// out = rate * sum of w_j * frame_j + (1 - rate) * feature
/// ```
///
/// Where this formula gives NaN or a wrong frame, its limit is taken, and counted: at distance 0
/// the stored frame itself (the mean of all at distance 0, which are equal); neighbours that were
/// not found have no weight; where none was found the feature stays. Weights are taken relative to
/// the nearest neighbour, in double, so that no distance is too small or too large.
///
/// Belongs to one thread, which uses it again and again.
final class FrameMixer {

  private final FrameSource source;
  private final float[] frame;
  private final float[] feature;
  private final double[] retrieved;
  private long exact;
  private long partial;
  private long unmatched;

  /// @param source what the ids of the neighbours stand for
  FrameMixer(FrameSource source) {
    this.source = source;
    this.frame = new float[source.dimension()];
    this.feature = new float[source.dimension()];
    this.retrieved = new double[source.dimension()];
  }

  /// Frames with a neighbour at distance 0.
  long exact() {
    return exact;
  }

  /// Frames with fewer than k neighbours, but some.
  long partial() {
    return partial;
  }

  /// Frames without a neighbour.
  long unmatched() {
    return unmatched;
  }

  /// Mixes one frame.
  ///
  /// @param features where the frame is
  /// @param row which it is
  /// @param neighbors what was found for it
  /// @param rate share of the retrieved frames, 0 to 1
  /// @param out receives the frame, at the same row
  void mix(Vectors features, long row, FoundFrames neighbors, double rate, Vectors out) {
    features.copyRow(row, feature, 0);
    double nearest = Double.POSITIVE_INFINITY;
    int found = 0;
    for (int rank = 0; rank < neighbors.k(); rank++) {
      if (neighbors.isFound(rank)) {
        nearest = Math.min(nearest, neighbors.distance(rank));
        found++;
      }
    }
    if (found == 0) {
      unmatched++;
    } else {
      partial += found < neighbors.k() ? 1 : 0;
      exact += nearest <= 0 ? 1 : 0;
      retrieve(neighbors, nearest);
      blend(rate);
    }
    out.set(row, feature);
  }

  private void retrieve(FoundFrames neighbors, double nearest) {
    Arrays.fill(retrieved, 0);
    double sum = 0;
    for (int rank = 0; rank < neighbors.k(); rank++) {
      if (neighbors.isFound(rank)) {
        double weight = weight(nearest, neighbors.distance(rank));
        copyFrame(neighbors.id(rank));
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

  /// Weight relative to the nearest neighbour's, which is 1: the common factor falls out when the
  /// weights are normalised.
  private static double weight(double nearest, double distance) {
    if (nearest <= 0) {
      return distance <= 0 ? 1 : 0;
    }
    double ratio = nearest / distance;
    return ratio * ratio;
  }

  private void copyFrame(long id) {
    if (id >= source.size()) {
      throw new IllegalArgumentException(
          "the index found id "
              + id
              + ", and there are "
              + source.size()
              + " frames; index and frames are not of one file");
    }
    source.copyRow(id, frame);
  }

  private void blend(double rate) {
    for (int i = 0; i < feature.length; i++) {
      feature[i] = (float) (rate * retrieved[i] + (1 - rate) * feature[i]);
    }
  }
}
