// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.BuildOptions;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Moves components to other places, drops some and fills up with zeros. In index strings it is
/// `Pad`, which appends zeros; files have any map (specification of the file format, section 3.1).
public final class DimensionMap implements VectorTransform {

  /// In a map: this component is 0.
  public static final int ZERO = -1;

  private final int inputDimension;
  private final int[] map;

  /// A map.
  ///
  /// @param inputDimension d_in, at least 1
  /// @param map d_out numbers: for each component after, the component before, 0 to d_in - 1, or
  ///   [#ZERO]
  /// @throws IllegalArgumentException if the map is empty or points elsewhere
  public DimensionMap(int inputDimension, int... map) {
    this.inputDimension = Checks.dimension("input dimension", inputDimension);
    Checks.dimension("output dimension", map.length);
    this.map = map.clone();
    for (int to = 0; to < map.length; to++) {
      if (map[to] < ZERO || map[to] >= inputDimension) {
        throw new IllegalArgumentException(
            "component %d is to be component %d of a vector; allowed are 0 to %d, and %d for zero"
                .formatted(to, map[to], inputDimension - 1, ZERO));
      }
    }
  }

  /// Appends zeros.
  ///
  /// @param inputDimension d_in, at least 1
  /// @param outputDimension d_out; where it is below d_in, the last components are dropped instead
  /// @return a map
  public static DimensionMap padding(int inputDimension, int outputDimension) {
    return new DimensionMap(
        inputDimension,
        IntStream.range(0, outputDimension).map(i -> i < inputDimension ? i : ZERO).toArray());
  }

  @Override
  public void train(Vectors sample, BuildOptions options) {}

  @Override
  public Vectors apply(Vectors vectors) {
    Checks.input(this, vectors);
    var mapped = Vectors.allocate(vectors.size(), map.length);
    float[] before = new float[inputDimension];
    float[] after = new float[map.length];
    for (long i = 0; i < vectors.size(); i++) {
      vectors.copyRow(i, before, 0);
      for (int to = 0; to < map.length; to++) {
        after[to] = map[to] == ZERO ? 0 : before[map[to]];
      }
      mapped.set(i, after);
    }
    return mapped;
  }

  /// Moves the components back; those that were dropped are 0.
  @Override
  public Vectors reverse(Vectors vectors) {
    Checks.output(this, vectors);
    var reversed = Vectors.allocate(vectors.size(), inputDimension);
    float[] before = new float[inputDimension];
    float[] after = new float[map.length];
    for (long i = 0; i < vectors.size(); i++) {
      vectors.copyRow(i, after, 0);
      for (int to = 0; to < map.length; to++) {
        if (map[to] != ZERO) {
          before[map[to]] = after[to];
        }
      }
      reversed.set(i, before);
    }
    return reversed;
  }

  /// Where each component comes from.
  ///
  /// @return d_out numbers, 0 to d_in - 1 or [#ZERO]; a copy
  public int[] map() {
    return map.clone();
  }

  @Override
  public int inputDimension() {
    return inputDimension;
  }

  @Override
  public int outputDimension() {
    return map.length;
  }

  @Override
  public boolean isTrained() {
    return true;
  }

  @Override
  public String name() {
    boolean pads = map.length >= inputDimension && equals(padding(inputDimension, map.length));
    return (pads ? "Pad" : "DimensionMap") + map.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DimensionMap that
        && inputDimension == that.inputDimension
        && Arrays.equals(map, that.map);
  }

  @Override
  public int hashCode() {
    return 31 * inputDimension + Arrays.hashCode(map);
  }

  @Override
  public String toString() {
    return name() + " from " + inputDimension + " to " + map.length + " dimensions";
  }

  @Override
  public long memoryBytes() {
    return (long) Integer.BYTES * map.length;
  }
}
