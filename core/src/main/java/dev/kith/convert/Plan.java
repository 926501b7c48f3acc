// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.internal.index.BaseIndex;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/// How an index becomes another one.
///
/// @param task makes the new index
/// @param steps what that does, innermost first; empty where nothing changes that is worth a word
/// @param traits what else is to be known of it
record Plan(Function<Work, BaseIndex> task, List<ConversionStep> steps, Set<Trait> traits) {

  /// What is to be known of a plan.
  enum Trait {
    /// It asks for the vectors themselves.
    NEEDS_VECTORS,
    /// It asks for ids.
    TAKES_IDS,
    /// What it makes has ids that are no positions.
    HAS_OWN_IDS
  }

  /// Makes one index of two.
  interface Join {
    BaseIndex of(BaseIndex first, BaseIndex second, Work work);
  }

  /// The index stays as it is.
  static Plan keep(BaseIndex index) {
    return new Plan(work -> index, List.of(), Set.of());
  }

  static Plan of(ConversionStep step, Function<Work, BaseIndex> task) {
    return new Plan(task, List.of(step), Set.of());
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  Plan with(Trait trait) {
    Set<Trait> more = EnumSet.of(trait);
    more.addAll(traits);
    return new Plan(task, steps, more);
  }

  /// Goes on with the index that this plan makes, without a word.
  Plan then(BiFunction<BaseIndex, Work, BaseIndex> next) {
    return new Plan(work -> next.apply(task.apply(work), work), steps, traits);
  }

  /// Goes on with the index that this plan makes.
  Plan then(ConversionStep step, BiFunction<BaseIndex, Work, BaseIndex> next) {
    return new Plan(then(next).task, joined(steps.stream(), Stream.of(step)), traits);
  }

  /// Both plans, and an index that is made of the two.
  Plan and(Plan other, Join join) {
    Set<Trait> both = EnumSet.noneOf(Trait.class);
    both.addAll(traits);
    both.addAll(other.traits);
    return new Plan(
        work -> join.of(task.apply(work), other.task.apply(work), work),
        joined(steps.stream(), other.steps.stream()),
        both);
  }

  private static <T> List<T> joined(Stream<T> first, Stream<T> second) {
    return Stream.concat(first, second).toList();
  }
}
