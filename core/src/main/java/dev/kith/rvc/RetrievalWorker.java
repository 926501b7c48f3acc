// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.Index;
import dev.kith.SearchParameter;
import dev.kith.internal.index.InvertedListCount;
import dev.kith.internal.index.SearchSession;
import dev.kith.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one thread of a [Retriever] needs, made once: searches, and the scratch of mixing.
final class RetrievalWorker {

  private final Index index;
  private final RetrieverOptions options;
  private final Voicing voicing;
  private final FrameMixer mixer;
  private final InvertedListCount lists;
  private final int wanted;

  /// Searches with the nprobe of the options, with twice as many lists, and so on.
  private final List<SearchSession> searches = new ArrayList<>();

  private final Row row = new Row();
  private long widened;
  private long guarded;

  /// @param index of the stored frames
  /// @param source the frames behind its ids
  /// @param voicing of the frames of the call
  RetrievalWorker(Index index, FrameSource source, RetrieverOptions options, Voicing voicing) {
    this.index = index;
    this.options = options;
    this.voicing = voicing;
    this.mixer = new FrameMixer(source);
    this.lists = InvertedListCount.of(index);
    this.wanted = (int) Math.min(options.neighbours(), index.size());
    search(0); // what the index does not know is refused at once
  }

  /// Mixes the frames `from` to `to - 1`.
  ///
  /// @param features all frames of the call
  /// @param rate share of the retrieved frames
  /// @param out receives the frames, at the same rows
  void mix(Vectors features, int from, int to, double rate, Vectors out) {
    SearchSession search = search(0);
    search.search(features, from, to - from);
    for (int i = 0; i < to - from; i++) {
      if (isShort(search, i, 0)) {
        widened++;
        widen(features, from + i, rate, out);
      } else {
        mix(features, from + i, search, i, rate, out);
      }
    }
  }

  /// Looks through more and more lists for one frame. Alone, because there are few such frames, and
  /// the memory for them need not grow.
  private void widen(Vectors features, int frame, double rate, Vectors out) {
    int level = 1;
    search(level).search(features, frame, 1);
    while (isShort(search(level), 0, level)) {
      search(++level).search(features, frame, 1);
    }
    mix(features, frame, search(level), 0, rate, out);
  }

  private boolean isShort(SearchSession search, int query, int level) {
    return options.widen() && search.found(query) < wanted && nprobe(level) < lists.count();
  }

  private void mix(
      Vectors features, int frame, SearchSession search, int query, double rate, Vectors out) {
    double share = voicing.share(frame);
    guarded += share < 1 ? 1 : 0;
    mixer.mix(features, frame, row.of(search, query), rate * share, out);
  }

  private SearchSession search(int level) {
    while (searches.size() <= level) {
      var search = options.search();
      if (!searches.isEmpty()) {
        search = search.nprobe(nprobe(searches.size()));
      }
      searches.add(new SearchSession(index, options.neighbours(), search));
    }
    return searches.get(level);
  }

  /// Lists that a search visits; all of them, where there are none.
  private int nprobe(int level) {
    long first = options.search().integer(SearchParameter.NPROBE, lists.nprobe());
    return (int) Math.min(first << level, lists.count());
  }

  FrameMixer mixer() {
    return mixer;
  }

  long widened() {
    return widened;
  }

  long guarded() {
    return guarded;
  }

  /// A query of a search.
  private static final class Row implements FoundFrames {
    private @Nullable SearchSession search;
    private int query;

    Row of(SearchSession found, int number) {
      search = found;
      query = number;
      return this;
    }

    @Override
    public int k() {
      return found().k();
    }

    @Override
    public long id(int rank) {
      return found().id(query, rank);
    }

    @Override
    public float distance(int rank) {
      return found().distance(query, rank);
    }

    private SearchSession found() {
      return Objects.requireNonNull(search);
    }
  }
}
