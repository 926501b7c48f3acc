// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static dev.kith.internal.kernel.PackedLookups.ENTRIES;
import static dev.kith.internal.kernel.VectorKernels.LANES;
import static dev.kith.internal.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Makes the tables for packed codes: 16 entries a column, which are one vector of 512 bits, or two
/// of 256, or four of 128.
final class TableTiles {

  /// A vector with a byte for each lane; there is none for four lanes.
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(LANES, Long.BYTES) * Byte.SIZE));

  private static final boolean NARROW = LANES < Long.BYTES;

  private TableTiles() {}

  static void squaredL2(
      float[] centroids, int dsub, int columns, float[] queries, int from, float[] table, int to) {
    for (int entry = 0; entry < ENTRIES; entry += LANES) {
      int at = entry;
      int query = from;
      int cell = to + entry;
      for (int column = 0; column < columns; column++, cell += ENTRIES) {
        FloatVector sum = FloatVector.zero(SPECIES);
        int end = query + dsub;
        do {
          FloatVector difference =
              FloatVector.fromArray(SPECIES, centroids, at).sub(queries[query]);
          sum = difference.fma(difference, sum);
          at += ENTRIES;
          query++;
        } while (query < end);
        sum.intoArray(table, cell);
      }
    }
  }

  static void innerProducts(
      float[] centroids, int dsub, int columns, float[] queries, int from, float[] table, int to) {
    for (int entry = 0; entry < ENTRIES; entry += LANES) {
      int at = entry;
      int query = from;
      int cell = to + entry;
      for (int column = 0; column < columns; column++, cell += ENTRIES) {
        FloatVector sum = FloatVector.zero(SPECIES);
        int end = query + dsub;
        do {
          FloatVector value = FloatVector.broadcast(SPECIES, queries[query]);
          sum = FloatVector.fromArray(SPECIES, centroids, at).fma(value, sum);
          at += ENTRIES;
          query++;
        } while (query < end);
        sum.intoArray(table, cell);
      }
    }
  }

  static void range(float[] table, int at, int columns, float[] least, float[] largest) {
    for (int column = 0; column < columns; column++) {
      int first = at + column * ENTRIES;
      FloatVector min = FloatVector.fromArray(SPECIES, table, first);
      FloatVector max = min;
      for (int i = first + LANES; i < first + ENTRIES; i += LANES) {
        FloatVector entries = FloatVector.fromArray(SPECIES, table, i);
        min = min.min(entries);
        max = max.max(entries);
      }
      least[column] = min.reduceLanes(VectorOperators.MIN);
      largest[column] = max.reduceLanes(VectorOperators.MAX);
    }
  }

  static void round(
      float[] table, int at, int columns, float[] least, float factor, byte[] bytes, int to) {
    for (int column = 0; column < columns; column++) {
      int first = column * ENTRIES;
      for (int i = first; i < first + ENTRIES; i += LANES) {
        FloatVector rounded =
            FloatVector.fromArray(SPECIES, table, at + i).sub(least[column]).mul(factor).add(0.5f);
        store(rounded, bytes, to + i);
      }
    }
  }

  private static void store(FloatVector values, byte[] bytes, int to) {
    IntVector whole = (IntVector) values.convert(VectorOperators.F2I, 0);
    if (NARROW) {
      for (int lane = 0; lane < LANES; lane++) {
        bytes[to + lane] = (byte) whole.lane(lane);
      }
    } else {
      ((ByteVector) whole.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(bytes, to);
    }
  }
}
