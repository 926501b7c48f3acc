// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

/// A recommendation to somebody who knows nothing of index types.
///
/// @param sentence what was found, what is recommended, and what to write instead
/// @param source where the recommendation comes from: a document, or what was measured
public record Advice(String sentence, String source) {

  /// Sentence and source on one line.
  @Override
  public String toString() {
    return sentence + " [" + source + "]";
  }
}
