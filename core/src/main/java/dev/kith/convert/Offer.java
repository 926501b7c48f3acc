// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.factory.IndexSpec;

/// What an index can become.
///
/// @param target the type
/// @param needsVectors whether the vectors themselves have to be given
public record Offer(IndexSpec target, boolean needsVectors) {

  /// The string, and what it needs.
  @Override
  public String toString() {
    return target + (needsVectors ? " (with the vectors)" : "");
  }
}
