// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What may differ from one search call to the next. Immutable; every method returns a new
/// instance. What is not set here stays as the index has it.
public final class SearchOptions {

  private static final SearchOptions DEFAULTS =
      new SearchOptions(Map.of(), null, Parallelism.shared());

  private final Map<SearchParameter, Double> parameters;
  private final @Nullable IdFilter filter;
  private final Parallelism parallelism;

  private SearchOptions(
      Map<SearchParameter, Double> parameters, @Nullable IdFilter filter, Parallelism parallelism) {
    this.parameters = parameters;
    this.filter = filter;
    this.parallelism = parallelism;
  }

  /// No parameter set, no filter, the shared threads.
  ///
  /// @return the defaults
  public static SearchOptions defaults() {
    return DEFAULTS;
  }

  /// Sets a parameter.
  ///
  /// @param parameter which
  /// @param value at least [SearchParameter#least()]
  /// @return new options
  /// @throws IllegalArgumentException if the value is too small or not a finite number
  public SearchOptions with(SearchParameter parameter, double value) {
    if (!(value >= parameter.least() && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          parameter.text() + " is " + value + ", and must be at least " + parameter.least());
    }
    Map<SearchParameter, Double> changed = new EnumMap<>(SearchParameter.class);
    changed.putAll(parameters);
    changed.put(parameter, value);
    return new SearchOptions(Collections.unmodifiableMap(changed), filter, parallelism);
  }

  /// Inverted lists to visit for a query; more than there are means all.
  ///
  /// @param lists at least 1
  /// @return new options
  public SearchOptions nprobe(int lists) {
    return with(SearchParameter.NPROBE, lists);
  }

  /// Candidates to re-rank, as a multiple of k.
  ///
  /// @param factor at least 1
  /// @return new options
  public SearchOptions kFactor(double factor) {
    return with(SearchParameter.K_FACTOR, factor);
  }

  /// Width of the beam in a graph.
  ///
  /// @param width at least 1
  /// @return new options
  public SearchOptions efSearch(int width) {
    return with(SearchParameter.EF_SEARCH, width);
  }

  /// Searches only among the ids that a filter accepts.
  ///
  /// @param accepted which ids may be found
  /// @return new options
  public SearchOptions filter(IdFilter accepted) {
    return new SearchOptions(parameters, Objects.requireNonNull(accepted), parallelism);
  }

  /// Uses at most `threads` of the shared threads, the caller's among them.
  ///
  /// @param threads at least 1
  /// @return new options
  public SearchOptions threads(int threads) {
    return new SearchOptions(parameters, filter, Parallelism.of(threads));
  }

  /// Uses threads of the caller's.
  ///
  /// @param executor runs parts of the search
  /// @param threads how many parts at once, the calling thread's own among them
  /// @return new options
  public SearchOptions executor(Executor executor, int threads) {
    return new SearchOptions(parameters, filter, Parallelism.of(executor, threads));
  }

  /// The parameters that were set.
  ///
  /// @return unmodifiable
  public Map<SearchParameter, Double> parameters() {
    return parameters;
  }

  /// A parameter as a whole number.
  ///
  /// @param parameter which
  /// @param otherwise what the index has
  /// @return the value of this call
  public int integer(SearchParameter parameter, int otherwise) {
    Double value = parameters.get(parameter);
    return value == null ? otherwise : (int) Math.min(value, Integer.MAX_VALUE);
  }

  /// The ids that may be found.
  ///
  /// @return the filter, or null where every id may be
  public @Nullable IdFilter filter() {
    return filter;
  }

  /// The threads of this call.
  ///
  /// @return executor and width
  public Parallelism parallelism() {
    return parallelism;
  }

  /// The same options with some of the parameters, for a part of an index that knows no others.
  ///
  /// @param known those that stay
  /// @return new options with this filter and these threads
  public SearchOptions only(Set<SearchParameter> known) {
    if (known.containsAll(parameters.keySet())) {
      return this;
    }
    Map<SearchParameter, Double> kept = new EnumMap<>(parameters);
    kept.keySet().retainAll(known);
    return new SearchOptions(Collections.unmodifiableMap(kept), filter, parallelism);
  }

  /// The same options without parameters, for a part of an index that has its own.
  ///
  /// @return new options with this filter and these threads
  public SearchOptions withoutParameters() {
    return parameters.isEmpty() ? this : new SearchOptions(Map.of(), filter, parallelism);
  }
}
