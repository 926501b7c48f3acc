// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.convert.Plan.Trait;
import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.FlatIndex;
import dev.kith.internal.index.Handover;
import dev.kith.internal.index.IdMapIndex;
import dev.kith.internal.index.RefineIndex;
import dev.kith.internal.memory.NativeLongs;
import dev.kith.vector.Vectors;

/// Id maps and refinements that an index gets or loses.
final class Wrappers {

  private Wrappers() {}

  /// Puts an id map around what a plan makes.
  static Plan idMap(Plan inside, boolean twoWay) {
    return byPosition(inside, "an id map goes around positions only, and needs none")
        .then(
            ConversionStep.exact("an id map goes around it: the ids given, or 0, 1, …"),
            (inner, work) -> mapped(inner, twoWay, work))
        .with(Trait.TAKES_IDS);
  }

  private static Plan byPosition(Plan plan, String reason) {
    if (plan.is(Trait.HAS_OWN_IDS)) {
      throw new NoConversionException("its ids are not 0, 1, …, and " + reason);
    }
    return plan;
  }

  private static BaseIndex mapped(BaseIndex inner, boolean twoWay, Work work) {
    long[] ids = work.ids();
    if (ids != null && ids.length != inner.size()) {
      throw new IllegalArgumentException(
          ids.length + " ids for " + inner.size() + " vectors; one id a vector is needed");
    }
    if (!inner.numbersByPosition()) {
      throw new IllegalArgumentException(
          Names.of(inner)
              + " has ids of its own, and an id map goes around positions only; it needs none");
    }
    var map = work.made(new IdMapIndex(inner, twoWay));
    for (long position = 0; position < inner.size(); position++) {
      map.note(ids == null ? position : checked(ids, (int) position));
    }
    return map;
  }

  private static long checked(long[] ids, int position) {
    if (ids[position] < 0) {
      throw new IllegalArgumentException(
          "id " + ids[position] + " at " + position + " is negative; -1 means \"not found\"");
    }
    return ids[position];
  }

  /// Moves the ids of an id map into another one.
  static BaseIndex sameIds(IdMapIndex source, BaseIndex inner, boolean twoWay, Work work) {
    var map = work.made(new IdMapIndex(inner, twoWay));
    for (long position = 0; position < source.size(); position++) {
      map.note(source.ids().get(position));
    }
    work.replaced(source);
    return map;
  }

  /// Takes an id map off, if what is inside can have the ids.
  static Plan withoutIds(IdMapIndex source, Plan inside) {
    if (isCounting(source.ids())) {
      return inside.then(
          ConversionStep.exact("the id map goes: its ids are 0, 1, … anyway"),
          (inner, work) -> {
            work.replaced(source);
            return inner;
          });
    }
    if (!Handover.canRenumber(source.inner()) || !source.inner().numbersByPosition()) {
      throw new NoConversionException(
          "its ids are not 0, 1, …, and without the id map there is no place for them");
    }
    return inside
        .then(
            ConversionStep.exact("the ids go into the inverted lists"),
            (inner, work) -> {
              work.atEnd(() -> Handover.renumber(inner, source.ids()));
              work.replaced(source);
              return inner;
            })
        .with(Trait.HAS_OWN_IDS);
  }

  private static boolean isCounting(NativeLongs ids) {
    for (long position = 0; position < ids.size(); position++) {
      if (ids.get(position) != position) {
        return false;
      }
    }
    return true;
  }

  /// Ranks what a plan makes by the vectors themselves.
  static Plan vectors(Plan inside) {
    return byPosition(inside, "a refinement goes by positions; keep the id map around it")
        .then(
            ConversionStep.exact("the vectors given rank what it finds"),
            (base, work) -> {
              Vectors vectors = work.vectors();
              VectorCheck.check(base, vectors);
              var refiner = work.made(new FlatIndex(base.dimension(), base.metric()));
              refiner.add(vectors);
              return work.made(new RefineIndex(base, refiner));
            })
        .with(Trait.NEEDS_VECTORS);
  }

  /// Takes the finer vectors out of a refinement.
  static Plan withoutBase(RefineIndex source, Plan finer) {
    return finer.then(
        ConversionStep.lossy("the codes that found candidates for the finer ones are dropped"),
        (index, work) -> {
          work.replaced(source);
          return index;
        });
  }

  /// Takes a refinement off.
  static Plan withoutRefiner(RefineIndex source, Plan inside) {
    return inside.then(
        ConversionStep.lossy("the finer vectors that ranked what it found are dropped"),
        (base, work) -> {
          work.replaced(source);
          work.dropped(source.refiner());
          return base;
        });
  }
}
