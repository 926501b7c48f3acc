// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Search parameters, the usual ones under options of their own. The index knows which it takes.
final class ParameterOptions {

  @Option(
      names = "--nprobe",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "Inverted lists to visit for each query.")
  @Nullable Integer nprobe;

  @Option(
      names = "--k-factor",
      paramLabel = "X",
      converter = Numbers.Factor.class,
      description = "Candidates to rank again for each query, as a multiple of K.")
  @Nullable Double kFactor;

  @Option(
      names = "--max-codes",
      paramLabel = "N",
      converter = Numbers.Positive.class,
      description = "Vectors after which a query visits no further lists.")
  @Nullable Integer maxCodes;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "NAME=VALUE",
      converter = Parameter.class,
      description = {
        "Any search parameter, such as efSearch=64 or nprobe=16; may be repeated.",
        "What is not given stays as the index has it."
      })
  List<ParameterSet> others = List.of();

  /// Sets what was given.
  ///
  /// @throws IllegalArgumentException if a parameter is given twice
  SearchOptions applyTo(SearchOptions options) {
    Map<SearchParameter, Double> given = new EnumMap<>(SearchParameter.class);
    put(given, SearchParameter.NPROBE, nprobe);
    put(given, SearchParameter.K_FACTOR, kFactor);
    put(given, SearchParameter.MAX_CODES, maxCodes);
    for (var other : others) {
      other.values().forEach((parameter, value) -> put(given, parameter, value));
    }
    return new ParameterSet(given).applyTo(options);
  }

  private static void put(
      Map<SearchParameter, Double> given, SearchParameter parameter, @Nullable Number value) {
    if (value != null && given.put(parameter, value.doubleValue()) != null) {
      throw new IllegalArgumentException(parameter.text() + " is given twice");
    }
  }

  /// One parameter and its value.
  static final class Parameter implements ITypeConverter<ParameterSet> {
    @Override
    public ParameterSet convert(String text) {
      var sets = new ParameterGrid.Converter().convert(text).sets();
      if (sets.size() != 1 || sets.getFirst().values().size() != 1) {
        throw new TypeConversionException(
            "'" + text + "' is not of the form name=value, as in nprobe=16");
      }
      return sets.getFirst();
    }
  }
}
