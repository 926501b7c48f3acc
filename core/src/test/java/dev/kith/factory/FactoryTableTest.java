// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every string of the table of the specification of the factory, section 1.7.
class FactoryTableTest {

  @Test
  void theTableIsThere() {
    assertThat(TableRow.accepted()).hasSize(223);
    assertThat(TableRow.refused()).hasSize(75);
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void acceptsWhatFaissAccepts(TableRow row) {
    var spec = IndexSpec.parse(row.text(), row.d(), row.metric());

    spec.validate(row.d(), row.metric());
    assertThat(spec.codeSize(row.d())).isEqualTo(row.codeSize());
    assertThat(spec.standaloneCodeSize(row.d())).isEqualTo(row.standaloneCodeSize());
    assertThat(spec.outputDimension(row.d())).isEqualTo((int) row.outputDimension().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void buildsTheTreeThatFaissBuilds(TableRow row) {
    var spec = IndexSpec.parse(row.text());

    assertThat(new FaissStructure(row.metric()).of(spec, row.d())).isEqualTo(row.structure());
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void canonicalSpellingIsReadBack(TableRow row) {
    var spec = IndexSpec.parse(row.text());
    var canonical = spec.toString();

    assertThat(IndexSpec.parse(canonical)).isEqualTo(spec).hasSameHashCodeAs(spec);
    assertThat(IndexSpec.parse(canonical)).hasToString(canonical);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatFaissRefuses(TableRow row) {
    var e =
        catchThrowableOfType(
            FactoryException.class, () -> IndexSpec.parse(row.text(), row.d(), row.metric()));

    assertThat(e.kind()).isEqualTo(row.error().orElseThrow());
    assertThat(e.text()).isEqualTo(row.text());
    assertThat(e.position()).isBetween(0, row.text().length());
    assertThat(e).hasMessageContaining(e.expected());
  }

  static List<TableRow> accepted() {
    return TableRow.accepted();
  }

  static List<TableRow> refused() {
    return TableRow.refused();
  }
}
