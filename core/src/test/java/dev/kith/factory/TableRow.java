// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.vector.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// What Faiss makes of a string.
///
/// @param text the index string
/// @param d components of a vector
/// @param metric how vectors are compared
/// @param error why it is refused; empty if it is accepted
/// @param outputDimension components behind leading transforms
/// @param codeSize bytes of the innermost code holder
/// @param standaloneCodeSize bytes of a vector encoded outside the index
/// @param trained whether it can be filled without training
/// @param structure the classes that it is made of
record TableRow(
    String text,
    int d,
    Metric metric,
    Optional<FactoryException.Kind> error,
    OptionalLong outputDimension,
    OptionalLong codeSize,
    OptionalLong standaloneCodeSize,
    boolean trained,
    String structure) {

  static List<TableRow> all() {
    try (var stream = TableRow.class.getResourceAsStream("factory-table.tsv")) {
      var bytes = Objects.requireNonNull(stream, "factory-table.tsv").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(TableRow::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<TableRow> accepted() {
    return all().stream().filter(row -> row.error.isEmpty()).toList();
  }

  static List<TableRow> refused() {
    return all().stream().filter(row -> row.error.isPresent()).toList();
  }

  private static TableRow of(String line) {
    var fields = line.split("\t", -1);
    return new TableRow(
        fields[0],
        Integer.parseInt(fields[1]),
        Metric.of(Metric.Kind.valueOf(fields[2])),
        Optional.of(fields[3]).filter(f -> !f.equals("-")).map(FactoryException.Kind::valueOf),
        number(fields[4]),
        number(fields[5]),
        number(fields[6]),
        fields[7].equals("yes"),
        fields[8]);
  }

  private static OptionalLong number(String field) {
    return field.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(field));
  }

  @Override
  public String toString() {
    return "\"" + text + "\" " + d + " " + metric;
  }
}
