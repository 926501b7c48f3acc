// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Codebooks of equal size in an additive quantizer: `4x8` are four codebooks of 2^8 entries.
///
/// @param count number of codebooks
/// @param bits of a number in a codebook
public record BitGroup(int count, int bits) {

  /// A constructor's copy of a list: neighbours of equal size are one group.
  ///
  /// @throws IllegalArgumentException if the list is empty, or has several groups where only one
  ///   can be spelled
  static List<BitGroup> canonical(List<BitGroup> groups, boolean several) {
    var result = new ArrayList<BitGroup>();
    for (var group : groups) {
      if (!result.isEmpty() && result.getLast().fits(group)) {
        group = new BitGroup(result.removeLast().count + group.count, group.bits);
      }
      result.add(group);
    }
    if (result.isEmpty() || (result.size() > 1 && !several)) {
      String allowed = several ? "at least one" : "one; residual quantizers have several";
      throw new IllegalArgumentException(
          result.size() + " groups of codebooks given, allowed is " + allowed);
    }
    return List.copyOf(result);
  }

  private boolean fits(BitGroup next) {
    return bits == next.bits && count <= Integer.MAX_VALUE - next.count;
  }

  /// Bits of all groups together.
  static long totalBits(List<BitGroup> groups) {
    return groups.stream().mapToLong(g -> (long) g.count * g.bits).sum();
  }

  static String join(List<BitGroup> groups) {
    return groups.stream().map(BitGroup::toString).collect(Collectors.joining("_"));
  }

  @Override
  public String toString() {
    return count + "x" + bits;
  }
}
