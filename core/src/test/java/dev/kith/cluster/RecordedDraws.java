// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

import dev.kith.io.Npy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The choices that another program has made.
final class RecordedDraws implements RowDraws {

  private final long[] rows;
  private final long[] places;
  private int nextRow;
  private int nextPlace;

  private RecordedDraws(long[] rows, long[] places) {
    this.rows = rows;
    this.places = places;
  }

  static RecordedDraws read(Path folder, String name) throws IOException {
    return new RecordedDraws(
        Npy.readLongs(folder.resolve(name + ".draws.npy")),
        Npy.readLongs(folder.resolve(name + ".places.npy")));
  }

  @Override
  public long[] rows(int count) {
    return Arrays.copyOfRange(rows, nextRow, nextRow += count);
  }

  @Override
  public int[] places(int count, int below) {
    int[] taken = new int[count];
    for (int i = 0; i < count; i++) {
      taken[i] = Math.toIntExact(places[nextPlace++]);
    }
    return taken;
  }

  /// scikit-learn sorts so few counts that equal ones keep their order.
  @Override
  public int[] order(int count) {
    return IntStream.range(0, count).toArray();
  }

  @Override
  public double share() {
    throw new UnsupportedOperationException("nothing is chosen by shares after the start");
  }

  /// Whether everything was asked for that the other program had asked for.
  boolean areUsedUp() {
    return nextRow == rows.length && nextPlace == places.length;
  }
}
