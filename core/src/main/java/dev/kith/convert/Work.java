// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.Parallelism;
import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.Handover;
import dev.kith.internal.index.Recoding;
import dev.kith.vector.Vectors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversion under way: what it was given, and who owns what. Parts of the old index go into the
/// new one; until all is done either can be let go of without the other.
final class Work {

  private final @Nullable Vectors vectors;
  private final long @Nullable [] ids;
  private final Parallelism parallelism;
  private final Recoding recoding;
  private final Deque<BaseIndex> made = new ArrayDeque<>();
  private final List<BaseIndex> replaced = new ArrayList<>();
  private final List<Runnable> last = new ArrayList<>();

  Work(@Nullable Vectors vectors, long @Nullable [] ids, Parallelism parallelism) {
    this.vectors = vectors;
    this.ids = ids;
    this.parallelism = parallelism;
    this.recoding = new Recoding(parallelism);
  }

  /// Notes an index that this conversion has made.
  <I extends BaseIndex> I made(I index) {
    made.push(index);
    return index;
  }

  /// Notes an index that has a successor, which has taken over the indexes inside it.
  void replaced(BaseIndex index) {
    replaced.add(index);
  }

  /// Notes an index that nobody needs any more.
  void dropped(BaseIndex index) {
    last.add(index::close);
  }

  /// Puts off what changes parts of the old index until nothing can fail any more.
  void atEnd(Runnable change) {
    last.add(change);
  }

  /// The old index has come to its end.
  void finish() {
    last.forEach(Runnable::run);
    replaced.forEach(Handover::dissolve);
  }

  /// The new index is given up; the old one stays as it was.
  void giveUp() {
    made.forEach(Handover::dissolve);
  }

  Vectors vectors() {
    if (vectors == null) {
      throw new IllegalArgumentException(
          "this conversion needs the vectors themselves, and none are given");
    }
    return vectors;
  }

  long @Nullable [] ids() {
    return ids;
  }

  Parallelism parallelism() {
    return parallelism;
  }

  Recoding recoding() {
    return recoding;
  }
}
