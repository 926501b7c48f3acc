// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.SearchParameter;
import dev.kith.factory.CoarseSpec;
import dev.kith.factory.IndexSpec;
import dev.kith.factory.SpecNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a rule may look at.
///
/// @param spec the whole index
/// @param line its outer parts and what they stand around
/// @param vectors how many the index holds or will hold; 0 if that is not known
/// @param training vectors that it is trained with, if that is known
/// @param parameters of searches, if they are known
record Situation(
    IndexSpec spec,
    SpecLine line,
    long vectors,
    OptionalLong training,
    Map<SearchParameter, Double> parameters) {

  /// What the index keeps of a vector.
  SpecNode code() {
    return line.core() instanceof IndexSpec.Ivf ivf ? ivf.code() : line.core();
  }

  Optional<CoarseSpec> coarse() {
    return line.core() instanceof IndexSpec.Ivf ivf ? Optional.of(ivf.coarse()) : Optional.empty();
  }

  OptionalDouble parameter(SearchParameter parameter) {
    Double value = parameters.get(parameter);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /// The same index with something else inside the wrappers.
  IndexSpec with(IndexSpec core) {
    return SpecLine.withCore(spec, core);
  }
}
