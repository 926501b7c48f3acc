// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.Index;
import dev.kith.faiss.FaissFiles;
import dev.kith.faiss.ReadOptions;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// RVC's retrieval, for recordings and for live sound: for every feature frame the nearest stored
/// frames are looked up and mixed in (specification of the factory, section 5.2).
///
/// Opened once for an index, then [#mix] for block after block. Everything that a call needs is
/// there from the call before: with `IVFn,Flat` and `Flat`, and one thread, a call leaves nothing
/// to the garbage collector. With more threads, the executor may take a few bytes to wake them. The
/// frames are those of the index; there is no second copy of them.
///
/// Where the lists that a frame visits hold fewer than k frames, twice as many lists are visited,
/// until there are k or no more lists ([RetrieverOptions#widen()]); RVC mixes what there is, or
/// gives up.
///
/// A retriever serves one stream of sound: a second call while one is under way throws. Any number
/// of them may share an index ([#of]), which must not be changed meanwhile.
public final class Retriever implements AutoCloseable {

  /// Neighbours that RVC mixes.
  public static final int NEIGHBOURS = 8;

  private final Index index;
  private final boolean owned;
  private final long size;
  private final Voicing voicing = new Voicing();
  private final RetrievalCrew crew;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile double rate;
  private volatile double protect;

  private Retriever(Index index, boolean owned, FrameSource source, RetrieverOptions options) {
    this.index = index;
    this.owned = owned;
    this.size = index.size();
    this.rate = options.rate();
    this.protect = options.protect();
    this.crew = new RetrievalCrew(index, source, options, voicing);
  }

  /// Opens an index file. Whole vectors stay in the file, which is mapped ([ReadOptions#mapped()]):
  /// opening takes milliseconds and no memory for them.
  ///
  /// @param file `added_….index`, of Kith, Faiss or RVC
  /// @param options neighbours, rate, protection, search
  /// @return a retriever; to be closed by the caller
  /// @throws IllegalArgumentException if the index is not fit for this, with the reason
  /// @throws IOException if the file is damaged, or cannot be read
  public static Retriever open(Path file, RetrieverOptions options) throws IOException {
    return owning(FaissFiles.read(file, ReadOptions.defaults().mapped()), options);
  }

  /// A retriever that closes its index with itself.
  ///
  /// @param index as for [#of(Index, RetrieverOptions)]; closed if it is not fit for this
  /// @param options neighbours, rate, protection, search
  /// @return a retriever
  public static Retriever owning(Index index, RetrieverOptions options) {
    boolean done = false;
    try {
      checkFit(index);
      var retriever = new Retriever(index, true, FrameSource.of(index), options);
      done = true;
      return retriever;
    } finally {
      if (!done) {
        index.close();
      }
    }
  }

  /// A retriever for an index that is there.
  ///
  /// @param index L2, filled with frames numbered from 0 on; stays the caller's
  /// @param options neighbours, rate, protection, search
  /// @return a retriever
  /// @throws IllegalArgumentException if the index is not fit for this, with the reason
  public static Retriever of(Index index, RetrieverOptions options) {
    checkFit(index);
    return new Retriever(index, false, FrameSource.of(index), options);
  }

  /// A retriever for an index whose frames are at hand elsewhere, such as in `total_fea.npy`.
  ///
  /// @param index L2, filled; stays the caller's
  /// @param source what its ids stand for
  /// @param options neighbours, rate, protection, search
  /// @return a retriever
  /// @throws IllegalArgumentException if the index is not fit for this, with the reason
  public static Retriever of(Index index, FrameSource source, RetrieverOptions options) {
    checkFit(index);
    if (index.dimension() != source.dimension()) {
      throw new IllegalArgumentException(
          "the index has the dimension "
              + index.dimension()
              + " and the frames "
              + source.dimension());
    }
    return new Retriever(index, false, source, options);
  }

  private static void checkFit(Index index) {
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
  }

  /// Changes the share of the retrieved frames, from the next call on.
  ///
  /// @param share 0 (features unchanged) to 1 (retrieved frames only)
  public void setRate(double share) {
    RetrieverOptions.checkRate(share);
    rate = share;
  }

  /// Changes the protection of frames without a voice, from the next call on.
  ///
  /// @param share 0 (they stay as they are) to 0.5 (off)
  public void setProtect(double share) {
    Voicing.check(share);
    protect = share;
  }

  /// [#mix(Vectors, float\[\], Vectors)] without a pitch, so that nothing is protected.
  ///
  /// @param frames T x d, finite
  /// @param mixed receives T x d; may be `frames` itself
  public void mix(Vectors frames, Vectors mixed) {
    mix(frames, null, mixed);
  }

  /// Looks up and mixes. A rate of 0 searches nothing, as with RVC, and gives a copy.
  ///
  /// @param frames T x d, finite
  /// @param pitch in hertz, 0 without a voice; T values, or 2 T as RVC has them (100 a second,
  ///   where frames are 50); null if it is not known
  /// @param mixed receives T x d; may be `frames` itself
  /// @throws IllegalArgumentException if sizes do not fit, or a frame is not finite
  /// @throws IllegalStateException if another call is under way, or the index has changed
  public void mix(Vectors frames, float @Nullable [] pitch, Vectors mixed) {
    if (!busy.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "another call is under way; a retriever serves one stream, open one for each");
    }
    try {
      check(frames, mixed);
      voicing.load(pitch, frames.size(), protect);
      crew.mix(frames, rate, mixed);
    } finally {
      busy.set(false);
    }
  }

  private void check(Vectors given, Vectors mixed) {
    if (given.dimension() != index.dimension()) {
      throw new IllegalArgumentException(
          "the features have "
              + given.dimension()
              + " components and the stored frames "
              + index.dimension()
              + "; take model and index of one RVC version (v1: 256, v2: 768)");
    }
    if (mixed.dimension() != given.dimension() || mixed.size() != given.size()) {
      throw new IllegalArgumentException(
          given + " do not fit into " + mixed + "; the result has the size of the features");
    }
    OptionalLong bad = given.firstNonFinite();
    if (bad.isPresent()) {
      throw new IllegalArgumentException(
          "frame "
              + bad.getAsLong()
              + " holds a NaN or an infinity; every component must be finite");
    }
    if (index.size() != size) {
      throw new IllegalStateException(
          "the index has changed since this retriever was made; make another one");
    }
  }

  /// What was done so far. To be asked between calls.
  ///
  /// @return counts since this was made
  public RetrievalCounts counts() {
    return crew.counts();
  }

  /// Closes the index, if it was opened by this retriever.
  @Override
  public void close() {
    if (owned) {
      index.close();
    }
  }
}
