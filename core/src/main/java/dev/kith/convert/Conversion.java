// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.Index;
import dev.kith.Parallelism;
import dev.kith.convert.Plan.Trait;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.internal.index.BaseIndex;
import dev.kith.vector.Vectors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way from an index to one of another type, without training: what has been learned, the ids,
/// the order of the vectors and the search parameters stay.
///
/// - Codes become other codes: `Flat` and codes that have nothing to learn (`SQfp16`), `PQ16x4` and
///   `PQ16x4fs`; alone, in inverted lists, and inside any wrappers.
/// - Id maps are put around an index or taken off; refinement by the vectors (`RFlat`) is added
///   where these are given, or dropped.
///
/// ```
/// Conversion conversion = Conversion.plan(index, IndexSpec.parse("IVF1024,PQ64x4fsr,RFlat"));
/// Index converted = conversion.run(vectors, null, Parallelism.shared()).index();
/// ```
public final class Conversion {

  private final BaseIndex source;
  private final Plan plan;

  private Conversion(BaseIndex source, Plan plan) {
    this.source = source;
    this.plan = plan;
  }

  /// Finds the way to another type.
  ///
  /// @param source one of this library's indexes; left as it is
  /// @param target what it is to become
  /// @return the way, not gone yet
  /// @throws NoConversionException if there is none; says what there is
  /// @throws dev.kith.factory.FactoryException if the target does not fit dimension or metric
  /// @throws dev.kith.factory.NotBuiltYetException if this version cannot build the target
  public static Conversion plan(Index source, IndexSpec target) {
    BaseIndex ours = BaseIndex.of(source);
    IndexSpec simplest = simplest(target, ours);
    try {
      return new Conversion(ours, Planner.plan(ours, simplest));
    } catch (NoConversionException e) {
      throw new NoConversionException(
          Names.of(ours), simplest.toString(), String.valueOf(e.getMessage()), offers(source));
    }
  }

  /// The target as an index would be described, so that spellings do not matter.
  private static IndexSpec simplest(IndexSpec target, BaseIndex source) {
    target.validate(source.dimension(), source.metric());
    try (Index like = IndexFactory.create(source.dimension(), target, source.metric())) {
      return IndexFactory.describe(like).orElse(target);
    }
  }

  /// Puts an id map around an index, of whatever type.
  ///
  /// @param source numbers its vectors by position
  /// @param twoWay whether vectors can be found by id (`IDMap2`)
  /// @return the way, which takes ids
  public static Conversion withIds(Index source, boolean twoWay) {
    BaseIndex ours = BaseIndex.of(source);
    return new Conversion(ours, Wrappers.idMap(Plan.keep(ours), twoWay));
  }

  /// Puts a refinement by the vectors themselves around an index, of whatever type.
  ///
  /// @param source numbers its vectors by position
  /// @return the way, which needs the vectors
  public static Conversion withVectors(Index source) {
    BaseIndex ours = BaseIndex.of(source);
    return new Conversion(ours, Wrappers.vectors(Plan.keep(ours)));
  }

  /// What an index can become.
  ///
  /// @param source one of this library's indexes
  /// @return the types, without combinations of them
  public static List<Offer> offers(Index source) {
    return Offers.of(BaseIndex.of(source));
  }

  /// What will be done.
  ///
  /// @return steps in their order; empty if the index is of that type already
  public List<ConversionStep> steps() {
    return plan.steps();
  }

  /// Whether all that the index holds is still there afterwards.
  ///
  /// @return false if anything is rounded or dropped
  public boolean isExact() {
    return plan.steps().stream().allMatch(ConversionStep::exact);
  }

  /// Whether [#run] needs the vectors that the index was filled with.
  ///
  /// @return true where `RFlat` is added
  public boolean needsVectors() {
    return plan.is(Trait.NEEDS_VECTORS);
  }

  /// Whether [#run] takes ids.
  ///
  /// @return true where an id map is added
  public boolean takesIds() {
    return plan.is(Trait.TAKES_IDS);
  }

  /// Goes the way. The source belongs to the new index afterwards, and must not be used or closed
  /// any more; if this throws, it is as it was.
  ///
  /// @param vectors those that the index was filled with, in their order; a sample of them is
  ///   compared with the index. Null unless [#needsVectors()]
  /// @param ids one id a vector; null unless [#takesIds()], and for 0, 1, …
  /// @param parallelism the threads
  /// @return the new index
  /// @throws IllegalArgumentException if vectors or ids are missing, too many, or not those of this
  ///   index
  public Converted run(@Nullable Vectors vectors, long @Nullable [] ids, Parallelism parallelism) {
    if (vectors != null && !needsVectors()) {
      throw new IllegalArgumentException("this conversion needs no vectors, and some are given");
    }
    if (ids != null && !takesIds()) {
      throw new IllegalArgumentException("this conversion takes no ids, and some are given");
    }
    var work = new Work(vectors, ids, parallelism);
    BaseIndex converted;
    try {
      converted = plan.task().apply(work);
    } catch (RuntimeException | Error e) {
      work.giveUp();
      throw e;
    }
    work.finish();
    return new Converted(converted, work.recoding().relativeError());
  }

  @Override
  public String toString() {
    return Names.of(source) + ": " + plan.steps();
  }
}
