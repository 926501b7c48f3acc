// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.factory.FactoryException.Kind;
import dev.kith.vector.Metric;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The few checks that all checks are made of. Each names the part that fails it.
///
/// @param parsed where the parts stand
/// @param metric how vectors are compared
record Requirements(ParsedSpec parsed, Metric metric) {

  /// Blocks of a fast scan fill registers of 32 bytes.
  private static final int BLOCK_UNIT = 32;

  void inRange(SpecNode node, String what, long value, long least, long most) {
    if (value < least || value > most) {
      String range = most == Long.MAX_VALUE ? "at least " + least : "from " + least + " to " + most;
      throw failure(node, Kind.WRONG_SIZE, what + " " + range, Long.toString(value));
    }
  }

  void positive(SpecNode node, String what, long value) {
    inRange(node, what, value, 1, Long.MAX_VALUE);
  }

  void block(SpecNode node, int block) {
    if (block < 1 || block % BLOCK_UNIT != 0) {
      String expected = "a block that is a multiple of " + BLOCK_UNIT;
      throw failure(node, Kind.WRONG_SIZE, expected, Integer.toString(block));
    }
  }

  /// Parts of equal size.
  void divides(SpecNode node, int parts, int d) {
    positive(node, "a number of parts", parts);
    if (d % parts != 0) {
      String nearest =
          nearestDivisors(d, parts)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(" and "));
      throw failure(
          node,
          Kind.WRONG_DIMENSION,
          "a number of parts that divides the dimension " + d + " (" + nearest + " do)",
          Integer.toString(parts));
    }
  }

  void l2(SpecNode node) {
    if (metric.kind() != Metric.Kind.L2) {
      throw wrongMetric(node, "l2");
    }
  }

  void l2OrInnerProduct(SpecNode node) {
    if (metric.kind() != Metric.Kind.L2 && metric.kind() != Metric.Kind.INNER_PRODUCT) {
      throw wrongMetric(node, "l2 or inner product");
    }
  }

  FactoryException wrongMetric(SpecNode node, String metrics) {
    String expected = "the metric " + metrics + " for the " + node.describe();
    return failure(node, Kind.WRONG_METRIC, expected, metric.toString());
  }

  FactoryException failure(SpecNode node, Kind kind, String expected, String found) {
    return new FactoryException(kind, parsed.text(), parsed.position(node), expected, found, null);
  }

  /// The divisors of `d` next to a number that is none: one below (1 at least), one above if any.
  private static IntStream nearestDivisors(int d, int number) {
    var below = IntStream.iterate(Math.min(number, d), n -> n - 1).filter(n -> d % n == 0).limit(1);
    var above = IntStream.rangeClosed(number + 1, d).filter(n -> d % n == 0).limit(1);
    return number >= d ? below : IntStream.concat(below, above);
  }
}
