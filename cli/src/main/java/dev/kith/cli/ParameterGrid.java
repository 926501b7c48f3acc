// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Values of search parameters to try, as in `nprobe=4,16;k_factor=1,4`: every combination, the
/// first parameter changing slowest. Empty text is one combination without any parameter.
///
/// @param sets the combinations
record ParameterGrid(List<ParameterSet> sets) {

  /// Nothing but the index's own parameters.
  static final ParameterGrid EMPTY = new ParameterGrid(List.of(new ParameterSet(Map.of())));

  /// Reads a grid.
  ///
  /// @param text `name=value,value;name=value,…`
  /// @throws IllegalArgumentException with what is wrong and what is allowed
  static ParameterGrid parse(String text) {
    Map<SearchParameter, List<Double>> values = new LinkedHashMap<>();
    for (String part : text.split(";", -1)) {
      if (!part.isBlank()) {
        read(part, values);
      }
    }
    List<ParameterSet> sets = EMPTY.sets;
    for (var entry : values.entrySet()) {
      sets = combined(sets, entry.getKey(), entry.getValue());
    }
    return new ParameterGrid(sets);
  }

  private static void read(String part, Map<SearchParameter, List<Double>> values) {
    int equals = part.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          "'" + part.strip() + "' is not of the form name=value,value, as in nprobe=1,16");
    }
    var parameter = SearchParameter.parse(part.substring(0, equals));
    List<Double> numbers = new ArrayList<>();
    for (String number : part.substring(equals + 1).split(",", -1)) {
      numbers.add(value(parameter, number.strip()));
    }
    if (values.put(parameter, numbers) != null) {
      throw new IllegalArgumentException(parameter.text() + " is given twice");
    }
  }

  private static double value(SearchParameter parameter, String text) {
    boolean whole = parameter != SearchParameter.K_FACTOR;
    try {
      double value = whole ? Integer.parseInt(text) : Double.parseDouble(text);
      var checked = SearchOptions.defaults().with(parameter, value); // knows the bounds
      return checked.parameters().getOrDefault(parameter, value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is not a %snumber for %s".formatted(text, whole ? "whole " : "", parameter.text()),
          e);
    }
  }

  private static List<ParameterSet> combined(
      List<ParameterSet> sets, SearchParameter parameter, List<Double> values) {
    List<ParameterSet> product = new ArrayList<>();
    for (var set : sets) {
      for (double value : values) {
        Map<SearchParameter, Double> more = new EnumMap<>(SearchParameter.class);
        more.putAll(set.values());
        more.put(parameter, value);
        product.add(new ParameterSet(more));
      }
    }
    return List.copyOf(product);
  }

  /// The parameters of this grid that an index does not know.
  Set<String> unknownTo(Set<SearchParameter> known) {
    Set<String> unknown = new TreeSet<>();
    for (var parameter : sets.getFirst().values().keySet()) {
      if (!known.contains(parameter)) {
        unknown.add(parameter.text());
      }
    }
    return unknown;
  }

  /// For the command line.
  static final class Converter implements ITypeConverter<ParameterGrid> {
    @Override
    public ParameterGrid convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
