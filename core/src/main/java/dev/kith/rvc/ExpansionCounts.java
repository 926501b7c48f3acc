// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

/// What has been met so far while vectors were expanded.
///
/// @param rows vectors expanded
/// @param alone those for which the index found no neighbour but themselves
/// @param missing neighbours that the index did not find
/// @param opposed neighbours of a similarity of 0 or less, which weigh nothing
public record ExpansionCounts(long rows, long alone, long missing, long opposed) {

  /// Nothing met yet.
  static final ExpansionCounts NONE = new ExpansionCounts(0, 0, 0, 0);

  ExpansionCounts plus(ExpansionCounts other) {
    return new ExpansionCounts(
        rows + other.rows, alone + other.alone, missing + other.missing, opposed + other.opposed);
  }
}
