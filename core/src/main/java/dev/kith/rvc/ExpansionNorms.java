// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

/// How long expanded vectors are.
public enum ExpansionNorms {
  /// Of length 1, for searches by cosine.
  UNIT,
  /// As long as they were before.
  ORIGINAL
}
