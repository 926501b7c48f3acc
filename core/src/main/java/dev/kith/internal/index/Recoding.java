// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Parallelism;
import dev.kith.index.DirectMapType;
import dev.kith.internal.memory.NativeLongs;
import dev.kith.internal.panel.CodeStore;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;
import java.util.Arrays;

/// Copies the vectors of one index into an empty one with other codes, without training. Where
/// codes of both mean the same, they are copied; otherwise vectors are decoded and encoded again,
/// and the error of that is measured.
public final class Recoding {

  /// Codes that are in hand at a time.
  private static final int BLOCK = 1 << 14;

  /// What rounding may move a component by: to a whole number, ...
  private static final float ROUNDED = 0.5f;

  /// ... or by this part of it, which is more than what 8 binary digits need.
  private static final float ROUNDED_PART = 128;

  private final Parallelism parallelism;
  private double squaredError;
  private double squaredLength;

  /// Nothing copied yet.
  ///
  /// @param parallelism the threads
  public Recoding(Parallelism parallelism) {
    this.parallelism = parallelism;
  }

  /// Copies a list of codes.
  ///
  /// @param from left as it is
  /// @param to empty and trained, of the same dimension
  /// @throws IllegalArgumentException if a vector is out of the range of the new codes
  public void copy(CodeIndex<?> from, CodeIndex<?> to) {
    boolean same = to.codec().encodesLike(from.codec());
    CodeStore source = from.codes();
    to.codes().reserve(source.size());
    for (long first = 0; first < source.size(); first += BLOCK) {
      Codes old = read(source, first);
      to.codes().append(same ? old : recode(old, from, to), CodeStore.RowOrder.SAME, old.size());
    }
    to.changed();
  }

  private Codes recode(Codes old, CodeIndex<?> from, CodeIndex<?> to) {
    Vectors vectors = from.codec().decode(old);
    Codes codes = to.codec().encode(vectors, parallelism);
    measure(vectors, to.codec().decode(codes));
    return codes;
  }

  /// Copies inverted lists with ids, direct map and number of probes.
  ///
  /// @param from left as it is
  /// @param to empty and trained, with the same centroids
  /// @throws IllegalArgumentException if a vector is out of the range of the new codes
  public void copy(BaseIvfIndex<?> from, BaseIvfIndex<?> to) {
    ListCoder decoder = coder(from);
    ListCoder encoder = coder(to);
    boolean same = encoder.encodesLike(decoder);
    for (int list = 0; list < from.listCount(); list++) {
      CodeStore source = from.lists().codes(list);
      to.lists().reserve(list, source.size());
      for (long first = 0; first < source.size(); first += BLOCK) {
        Codes old = read(source, first);
        Codes codes = same ? old : recode(old, list, decoder, encoder);
        to.lists().codes(list).append(codes, CodeStore.RowOrder.SAME, codes.size());
      }
    }
    copyRest(from, to);
  }

  /// Copies inverted lists, but encodes what another index has under the same ids.
  ///
  /// @param from says what is in which list; left as it is
  /// @param vectors holds vector i at position i
  /// @param to empty and trained, with the same centroids
  /// @throws IllegalArgumentException if a vector is out of the range of the new codes
  public void copy(BaseIvfIndex<?> from, CodeIndex<?> vectors, BaseIvfIndex<?> to) {
    ListCoder encoder = coder(to);
    for (int list = 0; list < from.listCount(); list++) {
      NativeLongs ids = from.lists().ids(list);
      to.lists().reserve(list, ids.size());
      for (long first = 0; first < ids.size(); first += BLOCK) {
        Codes codes = encoded(vectors, ids, first, list, encoder);
        to.lists().codes(list).append(codes, CodeStore.RowOrder.SAME, codes.size());
      }
    }
    copyRest(from, to);
  }

  private Codes encoded(
      CodeIndex<?> source, NativeLongs ids, long first, int list, ListCoder encoder) {
    int count = (int) Math.min(BLOCK, ids.size() - first);
    Codes old = Codes.allocate(count, source.codes().codeSize());
    for (int i = 0; i < count; i++) {
      source.codes().copyCode(ids.get(first + i), old.segment(), old.offset(i));
    }
    return encoded(source.codec().decode(old), list, encoder);
  }

  private Codes encoded(Vectors vectors, int list, ListCoder encoder) {
    int[] lists = new int[Math.toIntExact(vectors.size())];
    Arrays.fill(lists, list);
    Codes codes = encoder.encode(vectors, lists, parallelism);
    measure(vectors, encoder.decode(codes, lists));
    return codes;
  }

  /// Ids, number of probes and direct map.
  private static void copyRest(BaseIvfIndex<?> from, BaseIvfIndex<?> to) {
    for (int list = 0; list < from.listCount(); list++) {
      NativeLongs ids = from.lists().ids(list);
      for (long i = 0; i < ids.size(); i++) {
        to.lists().ids(list).add(ids.get(i));
      }
    }
    to.restore(
        from.size(), from.storedNprobe(), new DirectMap(DirectMapType.NONE, to.lists().heap()));
    to.setDirectMap(from.directMap());
  }

  private static ListCoder coder(BaseIvfIndex<?> index) {
    return new ListCoder(index.quantizer(), index.codec(), index.isByResidual());
  }

  private Codes recode(Codes old, int list, ListCoder decoder, ListCoder encoder) {
    int[] lists = new int[Math.toIntExact(old.size())];
    Arrays.fill(lists, list);
    return encoded(decoder.decode(old, lists), list, encoder);
  }

  private static Codes read(CodeStore source, long first) {
    Codes codes = Codes.allocate(Math.min(BLOCK, source.size() - first), source.codeSize());
    for (long i = 0; i < codes.size(); i++) {
      source.copyCode(first + i, codes.segment(), codes.offset(i));
    }
    return codes;
  }

  private void measure(Vectors before, Vectors after) {
    int d = before.dimension();
    float[] old = new float[d];
    float[] coded = new float[d];
    for (long row = 0; row < before.size(); row++) {
      before.copyRow(row, old, 0);
      after.copyRow(row, coded, 0);
      for (int i = 0; i < d; i++) {
        requireRange(old[i], coded[i]);
        double difference = (double) coded[i] - old[i];
        squaredError += difference * difference;
        squaredLength += (double) old[i] * old[i];
      }
    }
  }

  /// Codes hold what is out of their range as the nearest number in it.
  private static void requireRange(float old, float coded) {
    float moved = Math.abs(coded - old);
    if (!(moved <= Math.max(ROUNDED, Math.abs(old) / ROUNDED_PART))) {
      throw new IllegalArgumentException(
          "a vector has a component of %s, which the new codes hold as %s; it is out of their range: choose a type with a larger one"
              .formatted(old, coded));
    }
  }

  /// How far vectors have moved: the root of the sum of squared differences, over that of squared
  /// components.
  ///
  /// @return 0 where nothing was lost
  public double relativeError() {
    return squaredError == 0 ? 0 : Math.sqrt(squaredError / squaredLength);
  }
}
