// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.Index;
import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.factory.Similarity;
import dev.kith.index.IvfIndex;
import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.IvfPqRefinedIndex;
import dev.kith.internal.index.RefineIndex;
import dev.kith.internal.index.WrapperIndex;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What is published and measured about the choice of an index, held against an index: advice where
/// it departs from that, and none where it does not.
///
/// Sources: specification of the factory, sections 4.5 (guidelines of Faiss's wiki) and 5.3 (RVC's
/// document). Each [Advice] names its own.
public final class Guidelines {

  private static final List<Rule> RULES =
      List.of(
          Rule.firstOf(
              ListRules::tooFewVectors,
              ListRules::tooFewTrainingVectors,
              ListRules::tooFewLists,
              ListRules::tooManyLists,
              ListRules::tooManyTrainingVectors),
          ProductRules::equalParts,
          ProductRules::partsOfTransform,
          ProductRules::partsOfFastScan,
          Rule.firstOf(ProductRules::fastScanAlone, SearchRules::candidates),
          SearchRules::shareOfLists,
          GraphRules::links);

  private Guidelines() {}

  /// Whether inverted lists save time beside a search that compares everything.
  ///
  /// @param vectors of the index
  /// @return false for so few that they do not, as measured on speech features
  public static boolean isWorthLists(long vectors) {
    return vectors >= ListRules.WORTH_LISTS;
  }

  /// Advice before an index is built.
  ///
  /// @param spec what is to be built
  /// @param dimension components of a vector
  /// @param vectors that it will hold
  /// @param trainingVectors that it will be trained with
  /// @return advice, the most important first; empty where all guidelines are kept
  public static List<Advice> advise(
      IndexSpec spec, int dimension, long vectors, long trainingVectors) {
    return advise(spec, dimension, vectors, trainingVectors, SearchOptions.defaults());
  }

  /// Advice before an index is built, for searches that are known.
  ///
  /// @param spec what is to be built
  /// @param dimension components of a vector
  /// @param vectors that it will hold
  /// @param trainingVectors that it will be trained with
  /// @param search parameters of its searches; those that are not set are not judged
  /// @return advice; empty where all guidelines are kept
  public static List<Advice> advise(
      IndexSpec spec, int dimension, long vectors, long trainingVectors, SearchOptions search) {
    return advise(
        new Situation(
            spec,
            SpecLine.of(spec, dimension),
            vectors,
            OptionalLong.of(trainingVectors),
            search.parameters()));
  }

  /// Advice about an index that there is, and about searches that set no parameters of their own.
  /// An index does not know what it was trained with.
  ///
  /// @param index one of this library's
  /// @return advice; empty where all guidelines are kept, or where no string says what the index is
  public static List<Advice> advise(Index index) {
    return IndexFactory.describe(index)
        .or(() -> IndexFactory.describe(index, Similarity.COSINE))
        .map(spec -> advise(index, spec))
        .orElse(List.of());
  }

  private static List<Advice> advise(Index index, IndexSpec spec) {
    return advise(
        new Situation(
            spec,
            SpecLine.of(spec, index.dimension()),
            index.size(),
            OptionalLong.empty(),
            parameters(BaseIndex.of(index))));
  }

  private static List<Advice> advise(Situation situation) {
    return RULES.stream().map(rule -> rule.check(situation)).flatMap(Optional::stream).toList();
  }

  /// What an index does where a search does not say.
  private static Map<SearchParameter, Double> parameters(BaseIndex index) {
    return switch (index) {
      case WrapperIndex wrapper -> parameters(wrapper.inner());
      case RefineIndex refined -> {
        var known = new EnumMap<SearchParameter, Double>(SearchParameter.class);
        known.putAll(parameters(refined.base()));
        known.put(SearchParameter.K_FACTOR, (double) refined.kFactor());
        yield known;
      }
      case IvfPqRefinedIndex refined ->
          Map.of(
              SearchParameter.NPROBE, (double) refined.nprobe(),
              SearchParameter.K_FACTOR, (double) refined.kFactor());
      case IvfIndex inverted -> Map.of(SearchParameter.NPROBE, (double) inverted.nprobe());
      default -> Map.of();
    };
  }
}
