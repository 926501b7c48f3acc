// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.Index;
import dev.kith.internal.parallel.Crew;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// Shares the frames of a call among the threads of a [Retriever]. One call at a time.
final class RetrievalCrew {

  /// Frames that are worth waking a thread.
  private static final int LEAST_PART = 64;

  /// Frames that a thread looks up together: 82 seconds of speech.
  private static final int LARGEST_PART = 4096;

  private final RetrievalWorker[] workers;
  private final Crew crew;
  private Vectors features = Vectors.allocate(0, 1);
  private Vectors out = features;
  private double rate;
  private int first;
  private int count;
  private int parts;
  private long calls;
  private long frames;

  /// @param index of the stored frames
  /// @param source the frames behind its ids
  /// @param voicing of the frames of a call
  RetrievalCrew(Index index, FrameSource source, RetrieverOptions options, Voicing voicing) {
    var parallelism = options.search().parallelism();
    this.workers =
        IntStream.range(0, parallelism.width())
            .mapToObj(_ -> new RetrievalWorker(index, source, options, voicing))
            .toArray(RetrievalWorker[]::new);
    this.crew = new Crew(parallelism, this::mixPart);
  }

  /// Mixes all frames of a call.
  ///
  /// @param given T x d
  /// @param share of the retrieved frames
  /// @param mixed receives T x d
  void mix(Vectors given, double share, Vectors mixed) {
    int all = Math.toIntExact(given.size());
    calls++;
    frames += all;
    if (share == 0) {
      given.read(0, mixed);
      return;
    }
    features = given;
    out = mixed;
    rate = share;
    long together = (long) LARGEST_PART * workers.length;
    for (long from = 0; from < all; from += together) {
      first = (int) from;
      count = (int) Math.min(together, all - from);
      parts = Math.clamp(Math.ceilDiv(count, LEAST_PART), 1, workers.length);
      if (parts == 1) {
        mixPart(0);
      } else {
        crew.run(parts);
      }
    }
  }

  /// One part of the frames, with the worker of its number.
  private void mixPart(int part) {
    int from = first + (int) ((long) count * part / parts);
    int to = first + (int) ((long) count * (part + 1) / parts);
    workers[part].mix(features, from, to, rate, out);
  }

  RetrievalCounts counts() {
    return new RetrievalCounts(
        calls,
        frames,
        sum(worker -> worker.mixer().exact()),
        sum(RetrievalWorker::widened),
        sum(worker -> worker.mixer().partial()),
        sum(worker -> worker.mixer().unmatched()),
        sum(RetrievalWorker::guarded));
  }

  private long sum(ToLongFunction<RetrievalWorker> of) {
    return Arrays.stream(workers).mapToLong(of).sum();
  }
}
