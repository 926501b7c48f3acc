// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.peers;

import com.github.jelmerk.hnswlib.core.Item;
import java.io.Serial;

/// A vector with its number.
final class Row implements Item<Integer, float[]> {

  @Serial private static final long serialVersionUID = 1;

  private final Integer id;
  private final float[] vector;

  Row(int id, float[] vector) {
    this.id = id;
    this.vector = vector;
  }

  @Override
  public Integer id() {
    return id;
  }

  @Override
  public float[] vector() {
    return vector;
  }

  @Override
  public int dimensions() {
    return vector.length;
  }
}
