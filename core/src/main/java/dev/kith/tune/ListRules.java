// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import static dev.kith.tune.ListRange.GOOD_TRAINING;
import static dev.kith.tune.ListRange.LEAST_TRAINING;
import static dev.kith.tune.ListRange.MOST_TRAINING;

import dev.kith.factory.CoarseSpec;
import dev.kith.factory.IndexSpec;
import java.util.Locale;
import java.util.Optional;

/// Guidelines about inverted lists. Multi-indexes, which have lists in abundance by design, are
/// judged by the number of vectors alone.
final class ListRules {

  /// Below so many vectors an exact search answers as many queries a second as one in inverted
  /// lists that finds the same: of 1,000 vectors 100 thousand, against 104 thousand with 25 lists
  /// and nprobe 16; of 2,000 vectors 44 thousand, against 84 thousand with 51 lists.
  static final long WORTH_LISTS = 1000;

  private ListRules() {}

  static Optional<Advice> tooFewVectors(Situation situation) {
    long vectors = situation.vectors();
    return situation
        .coarse()
        .filter(_ -> vectors > 0 && !Guidelines.isWorthLists(vectors))
        .map(_ ->
            new Advice(
                String.format(
                    Locale.ROOT,
                    "%,d %s too few for inverted lists (IVF) to save time, and lists may hide"
                        + " neighbours; below %,d write Flat, which searches exactly in microseconds",
                    vectors,
                    vectors == 1 ? "vector is" : "vectors are",
                    WORTH_LISTS),
                Sources.MEASURED));
  }

  static Optional<Advice> tooFewTrainingVectors(Situation situation) {
    long training = situation.training().orElse(Long.MAX_VALUE);
    return clustered(situation)
        .filter(coarse -> training / LEAST_TRAINING < coarse.lists())
        .map(coarse ->
            new Advice(
                String.format(
                    Locale.ROOT,
                    "%,d training vectors are %.1f for each of %,d lists, and at least %d are"
                        + " recommended (Faiss warns below %d); write %s, or train with %,d vectors",
                    training,
                    (double) training / coarse.lists(),
                    coarse.lists(),
                    LEAST_TRAINING,
                    GOOD_TRAINING,
                    recommended(situation, coarse),
                    coarse.lists() * GOOD_TRAINING),
                Sources.WIKI));
  }

  static Optional<Advice> tooFewLists(Situation situation) {
    return clustered(situation)
        .filter(coarse -> situation.vectors() > 0 && range(situation).isTooFew(coarse.lists()))
        .map(coarse -> listCount(situation, coarse, "few", "a search reads long lists"));
  }

  static Optional<Advice> tooManyLists(Situation situation) {
    return clustered(situation)
        .filter(coarse -> situation.vectors() > 0 && range(situation).isTooMany(coarse.lists()))
        .map(coarse -> listCount(situation, coarse, "many", "a search compares many centroids"));
  }

  private static Advice listCount(
      Situation situation, CoarseSpec coarse, String many, String result) {
    return new Advice(
        String.format(
            Locale.ROOT,
            "%,d lists are %s for %,d vectors, so that %s; recommended are %s; write %s",
            coarse.lists(),
            many,
            situation.vectors(),
            result,
            range(situation).text(),
            recommended(situation, coarse)),
        Sources.WIKI);
  }

  static Optional<Advice> tooManyTrainingVectors(Situation situation) {
    long training = situation.training().orElse(0);
    return clustered(situation)
        .filter(coarse -> training > MOST_TRAINING * coarse.lists())
        .map(coarse ->
            new Advice(
                String.format(
                    Locale.ROOT,
                    "%,d training vectors are more than the %d for each of %,d lists that training"
                        + " looks at; pass a sample of %,d, and save reading the others",
                    training,
                    MOST_TRAINING,
                    coarse.lists(),
                    MOST_TRAINING * coarse.lists()),
                Sources.WIKI));
  }

  private static IndexSpec recommended(Situation situation, CoarseSpec coarse) {
    var ivf = (IndexSpec.Ivf) situation.line().core();
    var lists = CoarseLists.with(coarse, range(situation).recommended());
    return situation.with(new IndexSpec.Ivf(lists, ivf.code()));
  }

  private static ListRange range(Situation situation) {
    return ListRange.of(situation.vectors(), situation.training().orElse(situation.vectors()));
  }

  private static Optional<CoarseSpec> clustered(Situation situation) {
    return situation.coarse().filter(coarse -> !(coarse instanceof CoarseSpec.MultiIndex));
  }
}
