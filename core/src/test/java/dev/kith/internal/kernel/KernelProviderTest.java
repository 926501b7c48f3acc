// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelProviderTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "sclar", "VECTOR", "vector-", "vector-100", "vector-64", "vector-x"})
  void anUnknownNameIsRefusedWithThoseThatAreKnown(String wanted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelProvider.choose(wanted))
        .withMessage(
            "-Dkith.kernel=%s: allowed are scalar, vector, vector-128, vector-256 and vector-512",
            wanted);
  }

  @Test
  void scalarKernelsCanAlwaysBeForced() {
    assertThat(KernelProvider.choose("scalar").name()).isEqualTo("scalar");
  }

  @Test
  void theChoiceIsMadeOnce() {
    assertThat(Kernels.best()).isSameAs(Kernels.best());
  }
}
