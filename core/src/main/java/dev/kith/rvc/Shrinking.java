// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.BuildOptions;
import dev.kith.cluster.MiniBatchKMeans;
import dev.kith.cluster.MiniBatchOptions;
import dev.kith.tune.BuildEstimate;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// RVC's way with many frames: the centres of mini-batch k-means take their place (specification of
/// the factory, section 5.1), with batches of 256 frames a processor.
final class Shrinking {

  private static final int BATCH_PER_PROCESSOR = 256;
  private static final int START_ROWS_PER_CENTRE = 3;

  /// Steps after which nothing improves any more, measured on speech: so many times as many rows
  /// are drawn as there are centres.
  private static final int DRAWN_PER_CENTRE = 60;

  private Shrinking() {}

  private static int batch() {
    return BATCH_PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
  }

  /// What the centres depend on, beside frames and seed.
  static String settings(int centres) {
    return "shrunk to %d in batches of %d".formatted(centres, batch());
  }

  /// Finds the centres. As in RVC, where this fails all frames are used.
  ///
  /// @param frames n x d
  /// @param centres how many are wanted
  /// @param options listener (warned of a failure), seed, threads
  /// @return centres x d; nothing if it failed
  static Optional<Vectors> centres(VectorSource frames, int centres, BuildOptions options) {
    try {
      var shrinking = MiniBatchOptions.defaults().batchSize(batch());
      return Optional.of(MiniBatchKMeans.train(frames, centres, shrinking, options).centroids());
    } catch (CancellationException e) {
      throw e;
    } catch (IllegalArgumentException | IllegalStateException e) {
      options
          .listener()
          .warning(
              "shrinking to %d centres failed (%s); all %d frames are used"
                  .formatted(centres, e.getMessage(), frames.size()));
      return Optional.empty();
    }
  }

  /// Adds what shrinking takes.
  static BuildEstimate estimate(BuildEstimate rest, long frames, int centres, int d) {
    if (centres == 0) {
      return rest;
    }
    long row = (long) d * Float.BYTES;
    long held = 2L * START_ROWS_PER_CENTRE * centres + 4L * centres + 2L * batch();
    double looked = 6.0 * START_ROWS_PER_CENTRE * centres + (double) DRAWN_PER_CENTRE * centres;
    return rest.after(held * row, looked * centres * d, 2.0 * frames * row);
  }
}
