// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

/// Something that a conversion does.
///
/// @param text a short sentence
/// @param exact whether all that the index held is still there afterwards
public record ConversionStep(String text, boolean exact) {

  static ConversionStep exact(String text) {
    return new ConversionStep(text, true);
  }

  static ConversionStep lossy(String text) {
    return new ConversionStep(text, false);
  }
}
