// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.util.Arrays;
import java.util.Set;

/// What a reader may be asked to do differently.
public enum ReadOption {
  /// Accepts NaN and infinity. Without it they are a [NonFiniteException], because no index takes
  /// them; with it a mapped file is not read through before it is needed.
  ALLOW_NON_FINITE,
  /// Takes the columns of a `.npy` array for the vectors: for features that were saved as
  /// (components, frames), such as GPT-SoVITS's (1, 768, frames). Only [Npy] knows it.
  TRANSPOSED;

  static Set<ReadOption> set(ReadOption... options) {
    return Set.copyOf(Arrays.asList(options));
  }
}
