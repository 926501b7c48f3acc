// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import dev.kith.internal.kernel.Kernels;

/// About this library.
public final class Kith {

  private Kith() {}

  /// The version of the library.
  ///
  /// @return such as `0.1.0`
  public static String version() {
    return Versions.PROJECT;
  }

  /// The kernels that this process uses, chosen once.
  ///
  /// @return such as `vector-512` or `scalar`
  public static String kernel() {
    return Kernels.best().name();
  }
}
