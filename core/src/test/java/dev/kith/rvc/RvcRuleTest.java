// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RvcRuleTest {

  /// Values of Python: n = N // 39, int(n ** 0.3). At 1024 = 2^10 and 59049 = 3^10 Python's power
  /// stays just below 8 and 27.
  @ParameterizedTest
  @CsvSource({
    "39, 1, 1",
    "77, 1, 1",
    "78, 2, 1",
    "9984, 256, 5",
    "10000, 256, 5",
    "39936, 1024, 7",
    "39975, 1025, 8",
    "200000, 5128, 12",
    "2302911, 59049, 26",
    "40894464, 1048576, 63"
  })
  void documentRule(long frames, int lists, int nprobe) {
    var plan = RvcRule.DOCUMENT.plan(frames);
    assertThat(plan.lists()).isEqualTo(lists);
    assertThat(plan.nprobe()).isEqualTo(nprobe);
    assertThat(plan.warning()).isEmpty();
  }

  /// Values of Python: max(1, min(int(16 * sqrt(N)), N // 39)).
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "38, 1",
    "39, 1",
    "149, 3",
    "2000, 51",
    "10000, 256",
    "389375, 9983",
    "389377, 9984",
    "389414, 9984",
    "1000000, 16000",
    "9000000, 48000"
  })
  void rvcRule(long frames, int lists) {
    var plan = RvcRule.RVC.plan(frames);
    assertThat(plan.lists()).isEqualTo(lists);
    assertThat(plan.nprobe()).isEqualTo(1);
    assertThat(plan.warning()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 38})
  void tooFewFramesForTheDocumentGetOneListAndAWarning(long frames) {
    var plan = RvcRule.DOCUMENT.plan(frames);
    assertThat(plan.lists()).isEqualTo(1);
    assertThat(plan.nprobe()).isEqualTo(1);
    assertThat(plan.warning())
        .hasValueSatisfying(
            text -> assertThat(text).contains(frames + " // 39 is 0 lists; 1 list is used"));
  }

  @Test
  void noFramesAreRefused() {
    for (var rule : RvcRule.values()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> rule.plan(0))
          .withMessageContaining("there are 0 frames");
    }
  }

  @Test
  void namesFilesAsRvcDoes() {
    var plan = RvcRule.RVC.plan(2000);
    assertThat(plan.factory()).isEqualTo("IVF51,Flat");
    assertThat(plan.trainedFileName("anna", RvcVersion.V2))
        .isEqualTo("trained_IVF51_Flat_nprobe_1_anna_v2.index");
    assertThat(plan.addedFileName("\u5b89\u5a1c", RvcVersion.V1))
        .isEqualTo("added_IVF51_Flat_nprobe_1_\u5b89\u5a1c_v1.index");
    assertThat(RvcRule.DOCUMENT.plan(39936).addedFileName("a", RvcVersion.V1))
        .isEqualTo("added_IVF1024_Flat_nprobe_7_a_v1.index");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "a\\b"})
  void namesThatAreNoFileNamesAreRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RvcRule.RVC.plan(100).addedFileName(name, RvcVersion.V1))
        .withMessageContaining("\"" + name + "\"");
  }
}
