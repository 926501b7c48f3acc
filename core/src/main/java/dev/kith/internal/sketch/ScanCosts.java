// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

/// Which way through the next list takes least time, by what sketches have spared in the lists
/// before. The numbers are cycles of the processor that they were measured on; ratios are what
/// matters. It depends on counts, never on a clock.
final class ScanCosts {

  private static final double OF_PRODUCT = 1 / 10.0;
  private static final double OF_SKETCH_PRODUCT = 1 / 30.0;
  private static final double OF_LOADED = 0.1;
  private static final double OF_SKETCHED = 0.2;
  private static final double OF_ROW = 40;
  private static final double OF_ROW_COMPONENT = 0.25;

  /// The share of the past in what is expected.
  private static final double PAST = 0.8;

  /// After so many lists without sketches, what they spare is measured anew.
  private static final int MEASURED_AFTER = 16;

  private final int d;
  private final int columns;
  private double survivors;
  private int without;

  /// @param d components of a vector
  /// @param columns bytes of a sketch
  ScanCosts(int d, int columns) {
    this.d = d;
    this.columns = columns;
  }

  /// Whether sketches take less time than a comparison of all rows as a matrix.
  ///
  /// @param visits queries of the list
  boolean sketchesPay(int visits) {
    double tiles = Math.ceil(visits / 3.0) * 3 / visits;
    double product = (double) d * (OF_PRODUCT * tiles + OF_LOADED / visits);
    double sketch = columns * (OF_SKETCH_PRODUCT * tiles + OF_SKETCHED / visits);
    double row = OF_ROW + OF_ROW_COMPONENT * d;
    if (sketch + survivors * row < product || ++without > MEASURED_AFTER) {
      without = 0;
      return true;
    }
    return false;
  }

  /// Learns what sketches have spared.
  ///
  /// @param pairs of rows and queries
  /// @param compared how many of them were compared
  void learn(long pairs, long compared) {
    survivors = PAST * survivors + (1 - PAST) * compared / pairs;
  }
}
