// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;

/// RVC's retrieval: for every feature frame the 8 nearest stored frames are looked up and mixed in
/// (specification of the factory, section 5.2). Make one for an index and use it for all
/// recordings; any number of threads may.
public final class Retrieval {

  /// Neighbours that RVC mixes.
  public static final int NEIGHBOURS = 8;

  /// Frames of one search, to keep the memory for neighbours small: 82 seconds of speech.
  private static final int BLOCK = 4096;

  private final Index index;
  private final Mixer mixer;

  /// Retrieval from an index whose frames are reconstructed here, once.
  ///
  /// @param index L2, filled with frames numbered from 0 on; stays the caller's
  /// @throws IllegalArgumentException if the index is not fit for this, with the reason
  public Retrieval(Index index) {
    this(checked(index), FrameSource.of(index));
  }

  /// Retrieval from an index whose frames are at hand elsewhere.
  ///
  /// @param index L2, filled; stays the caller's
  /// @param frames what its ids stand for
  /// @throws IllegalArgumentException if the index is not fit for this, with the reason
  public Retrieval(Index index, FrameSource frames) {
    this.index = checked(index);
    this.mixer = new Mixer(frames);
    if (index.dimension() != frames.dimension()) {
      throw new IllegalArgumentException(
          "the index has the dimension "
              + index.dimension()
              + " and the frames "
              + frames.dimension());
    }
  }

  private static Index checked(Index index) {
    if (!index.isTrained()) {
      throw new IllegalArgumentException("the index is not trained; train it and add frames");
    }
    if (index.size() == 0) {
      throw new IllegalArgumentException(
          "the index is trained but holds no frames: this is RVC's file trained_….index; use the"
              + " file added_….index that lies beside it");
    }
    if (!index.metric().equals(Metric.L2)) {
      throw new IllegalArgumentException(
          "the metric of the index is "
              + index.metric()
              + ", and the weights of retrieval need squared L2 distances; build the index with L2");
    }
    return index;
  }

  /// [#mix(Vectors, double, SearchOptions)] with the options that the index has.
  ///
  /// @param features T x d, finite
  /// @param rate share of the retrieved frames, 0 to 1
  /// @return the mixed features
  public Mixed mix(Vectors features, double rate) {
    return mix(features, rate, SearchOptions.defaults());
  }

  /// Looks up and mixes. A rate of 0 searches nothing, as with RVC, and gives a copy.
  ///
  /// @param features T x d, finite
  /// @param rate share of the retrieved frames, 0 to 1
  /// @param options nprobe, threads
  /// @return T x d mixed features, with counts of the corner cases
  /// @throws IllegalArgumentException if the rate is out of range or the dimension is another
  public Mixed mix(Vectors features, double rate, SearchOptions options) {
    Mixer.checkRate(rate);
    mixer.checkDimension(features);
    var out = Vectors.allocate(features.size(), features.dimension());
    if (rate == 0) {
      out.segment().copyFrom(features.segment());
      return new Mixed(out, 0, 0, 0);
    }
    long exact = 0;
    long partial = 0;
    long unmatched = 0;
    for (long from = 0; from < features.size(); from += BLOCK) {
      var block = features.slice(from, Math.min(from + BLOCK, features.size()));
      var mixed = mixer.mix(block, index.search(block, NEIGHBOURS, options), rate);
      var part = mixed.features().segment();
      MemorySegment.copy(part, 0, out.segment(), out.offset(from), part.byteSize());
      exact += mixed.exact();
      partial += mixed.partial();
      unmatched += mixed.unmatched();
    }
    return new Mixed(out, exact, partial, unmatched);
  }
}
