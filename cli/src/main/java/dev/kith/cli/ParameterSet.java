// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Values for some search parameters.
///
/// @param values what is set
record ParameterSet(Map<SearchParameter, Double> values) {

  SearchOptions applyTo(SearchOptions options) {
    var changed = options;
    for (var entry : values.entrySet()) {
      changed = changed.with(entry.getKey(), entry.getValue());
    }
    return changed;
  }

  /// Names and numbers, whole ones without a fraction.
  Map<String, Number> json() {
    Map<String, Number> object = new LinkedHashMap<>();
    values.forEach((parameter, value) -> object.put(parameter.text(), slim(value)));
    return object;
  }

  private static Number slim(double value) {
    if (value == Math.rint(value)) {
      return (long) value;
    }
    return value;
  }

  /// Such as `nprobe=16;k_factor=4`.
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey().text() + "=" + Text.number(entry.getValue()))
        .collect(Collectors.joining(";"));
  }
}
