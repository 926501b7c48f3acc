// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.factory.IndexSpec;
import dev.kith.factory.Similarity;
import dev.kith.tune.Advice;
import dev.kith.tune.Fit;
import dev.kith.tune.Fitting;
import dev.kith.tune.Guidelines;
import dev.kith.tune.OddVectors;
import dev.kith.vector.VectorSource;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// `--strict`, where small or odd data is adapted to otherwise.
final class StrictOption {

  @Option(
      names = "--strict",
      description = "Fail where data is too small or odd for what is asked, instead of adapting.")
  boolean wanted;

  /// Fits an index to its data.
  ///
  /// @param spec what is asked for, valid for the data
  /// @param training what it will be trained with
  /// @param vectors what will be added
  /// @return what to build, and what to tell about it
  /// @throws IllegalArgumentException with the same words, if this option was given and there is
  ///   something odd
  Counsel counsel(
      IndexSpec spec, Similarity similarity, VectorSource training, VectorSource vectors) {
    Fit fit = Fitting.fit(spec, training);
    List<String> notices =
        Stream.concat(fit.notice().stream(), ofZeros(similarity, vectors)).toList();
    if (wanted && !notices.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", notices));
    }
    var advice =
        fit.isChanged()
            ? List.<Advice>of()
            : Guidelines.advise(spec, vectors.dimension(), vectors.size(), training.size());
    return new Counsel(fit, notices, advice);
  }

  private static Stream<String> ofZeros(Similarity similarity, VectorSource vectors) {
    long zeros = similarity == Similarity.COSINE ? OddVectors.zeros(vectors) : 0;
    return zeros == 0
        ? Stream.empty()
        : Stream.of(
            "%s of %s %s zero, without a direction: the cosine with anything is 0"
                .formatted(
                    Text.count(zeros),
                    Text.count(vectors.size(), "vector"),
                    zeros == 1 ? "is" : "are"));
  }
}
