// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads additive quantizers, which are spelled alike by themselves and in inverted files but for
/// two things: only there residuals can be asked for (`r`), and only there `LSQ` takes groups.
final class AdditiveParser {

  /// Longest first, as some suffixes begin with others; the empty one comes last.
  private static final List<NormCoding> NORMS =
      Stream.of(NormCoding.values())
          .sorted(Comparator.comparingInt((NormCoding norm) -> norm.suffix().length()).reversed())
          .toList();

  private final TextCursor cursor;

  AdditiveParser(TextCursor cursor) {
    this.cursor = cursor;
  }

  /// An additive index, or nothing if there is another word.
  Optional<CodeSpec> index() {
    if (cursor.accept("RCQ")) {
      return Optional.of(new CodeSpec.AdditiveCoarse(false, groups(), norm()));
    }
    if (cursor.accept("LSCQ")) {
      return Optional.of(new CodeSpec.AdditiveCoarse(true, List.of(group()), norm()));
    }
    for (var method : AdditiveMethod.values()) {
      if (cursor.accept(method.name())) {
        int splits = splits(method);
        int count = count();
        return Optional.of(
            cursor.accept("x4fs")
                ? fastScan(method, splits, count, false)
                : new CodeSpec.Additive(method, splits, groupsOfIndex(method, count), norm()));
      }
    }
    return Optional.empty();
  }

  /// An additive code of an inverted file, or nothing if there is another word.
  Optional<IvfCodeSpec> ivfCode() {
    for (var method : AdditiveMethod.values()) {
      if (cursor.accept(method.name())) {
        int splits = splits(method);
        int count = count();
        return Optional.of(
            cursor.accept("x4fs")
                ? fastScan(method, splits, count, cursor.accept("r"))
                : new CodeSpec.Additive(method, splits, groupsInLists(method, count), norm()));
      }
    }
    return Optional.empty();
  }

  private CodeSpec.AdditiveFastScan fastScan(
      AdditiveMethod method, int splits, int count, boolean byResidual) {
    int block =
        cursor.sees("_N")
            ? CodeSpec.DEFAULT_BLOCK
            : cursor.numberAfter("_", "the vectors of a block").orElse(CodeSpec.DEFAULT_BLOCK);
    return new CodeSpec.AdditiveFastScan(method, splits, count, byResidual, block, norm());
  }

  private int splits(AdditiveMethod method) {
    if (!method.isProduct()) {
      return 1;
    }
    int splits = cursor.number("how many parts");
    cursor.require("x", "and how many codebooks a part");
    return splits;
  }

  private List<BitGroup> groupsOfIndex(AdditiveMethod method, int count) {
    return method == AdditiveMethod.RQ ? groups(count) : List.of(group(count));
  }

  /// Faiss gives all codebooks of a local search quantizer the size of the first group.
  private List<BitGroup> groupsInLists(AdditiveMethod method, int count) {
    if (method.isProduct()) {
      return List.of(group(count));
    }
    var groups = groups(count);
    if (method == AdditiveMethod.RQ) {
      return groups;
    }
    int start = cursor.position();
    long total = groups.stream().mapToLong(BitGroup::count).sum();
    return List.of(new BitGroup(cursor.inRange(start, total), groups.getFirst().bits()));
  }

  private List<BitGroup> groups() {
    return groups(count());
  }

  /// The count of the first group has been read.
  private List<BitGroup> groups(int firstCount) {
    var groups = new ArrayList<BitGroup>();
    groups.add(group(firstCount));
    while (!cursor.sees("_N") && cursor.accept("_")) {
      groups.add(group());
    }
    return groups;
  }

  private BitGroup group() {
    return group(count());
  }

  private BitGroup group(int count) {
    cursor.require("x", "and the bits of a codebook");
    return new BitGroup(count, cursor.number("the bits of a codebook"));
  }

  private int count() {
    return cursor.number("how many codebooks");
  }

  private NormCoding norm() {
    var norm = NORMS.stream().filter(n -> cursor.accept(n.suffix())).findFirst().orElseThrow();
    if (norm == NormCoding.DEFAULT && cursor.sees("_N")) {
      var suffixes = Stream.of(NormCoding.values()).skip(1).map(NormCoding::suffix).toList();
      throw cursor.mistake("one of " + String.join(", ", suffixes));
    }
    return norm;
  }
}
