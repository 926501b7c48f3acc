// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import static dev.kith.transform.Reference.APPLIED;
import static dev.kith.transform.Reference.D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.BuildOptions;
import dev.kith.vector.Vectors;
import org.junit.jupiter.api.Test;

/// Centering, normalisation, padding and other maps of dimensions.
class SimpleTransformsTest {

  @Test
  void centeringIsThatOfFaiss() {
    var centering = new Centering(D);
    centering.train(Reference.points(), BuildOptions.defaults());

    var centred = centering.apply(Reference.applied());

    Reference.assertClose(centering.mean(), Reference.array("centering.mean", 1, D), 1e-5);
    Reference.assertClose(centred, Reference.read("centering.output", APPLIED, D), 1e-5);
    Reference.assertClose(centering.reverse(centred), Reference.applied(), 1e-5);
  }

  @Test
  void centeringComparesMeans() {
    var centering = new Centering(new float[] {1, 2});

    assertThat(centering)
        .isEqualTo(new Centering(new float[] {1, 2}))
        .hasSameHashCodeAs(new Centering(2))
        .isNotEqualTo(new Centering(new float[] {1, 3}))
        .isNotEqualTo(new Centering(2));
  }

  @Test
  void normalizationIsThatOfFaissAndLosesTheLength() {
    var normalization = new Normalization(D);

    var normalised = normalization.apply(Reference.applied());

    Reference.assertClose(normalised, Reference.read("normalization.output", APPLIED, D), 1e-6);
    assertThat(normalization.reverse(normalised).row(3)).isEqualTo(normalised.row(3));
    assertThat(normalization.apply(Vectors.allocate(1, D)).row(0)).containsOnly(0);
  }

  @Test
  void paddingIsThatOfFaiss() {
    var padding = DimensionMap.padding(D, 16);

    var padded = padding.apply(Reference.applied());

    assertThat(Reference.floats(padded)).isEqualTo(Reference.array("pad.output", APPLIED, 16));
    assertThat(Reference.floats(padding.reverse(padded)))
        .isEqualTo(Reference.floats(Reference.applied()));
    assertThat(padding.name()).isEqualTo("Pad16");
  }

  @Test
  void anyMapIsAppliedAsInFaiss() {
    float[] stored = Reference.array("remap.map", 1, 16);
    int[] map = new int[16];
    for (int i = 0; i < 16; i++) {
      map[i] = (int) stored[i];
    }
    var spread = new DimensionMap(D, map);

    var mapped = spread.apply(Reference.applied());

    assertThat(Reference.floats(mapped)).isEqualTo(Reference.array("remap.output", APPLIED, 16));
    assertThat(Reference.floats(spread.reverse(mapped)))
        .isEqualTo(Reference.array("remap.reversed", APPLIED, D));
    assertThat(spread.name()).isEqualTo("DimensionMap16");
    assertThat(spread.map()).isEqualTo(map);
    assertThat(spread).isNotEqualTo(DimensionMap.padding(D, 16));
  }

  @Test
  void whatAMapDropsComesBackAsZero() {
    var map = new DimensionMap(3, 2, DimensionMap.ZERO);

    var mapped = map.apply(Vectors.of(new float[] {1, 2, 3}, 3));

    assertThat(mapped.row(0)).containsExactly(3, 0);
    assertThat(map.reverse(mapped).row(0)).containsExactly(0, 0, 3);
  }

  @Test
  void mapsPointIntoTheVector() {
    assertThatThrownBy(() -> new DimensionMap(3, 0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "component 1 is to be component 3 of a vector; allowed are 0 to 2, and -1 for zero");
    assertThatThrownBy(() -> new DimensionMap(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the output dimension is 0, and must be at least 1");
  }
}
