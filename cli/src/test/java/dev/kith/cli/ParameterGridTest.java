// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterGridTest {

  @Test
  void combinesAllValues() {
    assertThat(ParameterGrid.parse("nprobe=4,16; k_factor = 1, 2.5").sets())
        .map(ParameterSet::toString)
        .containsExactly(
            "nprobe=4;k_factor=1",
            "nprobe=4;k_factor=2.5",
            "nprobe=16;k_factor=1",
            "nprobe=16;k_factor=2.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ";"})
  void nothingIsOneSetWithoutParameters(String text) {
    assertThat(ParameterGrid.parse(text).sets()).hasSize(1);
    assertThat(ParameterGrid.parse(text).sets().getFirst().values()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nprobe=", "nprobe=1.5", "nprobe=a", "=3", "nprobe=1,,2", "k_factor=NaN"})
  void refusesWhatIsNotANumber(String text) {
    assertThatThrownBy(() -> ParameterGrid.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void setsTheOptions() {
    var set = ParameterGrid.parse("nprobe=7").sets().getFirst();
    assertThat(set.applyTo(SearchOptions.defaults()).integer(SearchParameter.NPROBE, 1))
        .isEqualTo(7);
    assertThat(set.json()).containsEntry("nprobe", 7L);
  }

  @Test
  void findsWhatAnIndexDoesNotKnow() {
    var grid = ParameterGrid.parse("nprobe=1;efSearch=8");
    assertThat(grid.unknownTo(Set.of(SearchParameter.NPROBE))).containsExactly("efSearch");
  }
}
