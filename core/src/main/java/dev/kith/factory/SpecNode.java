// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

/// A part of an index string.
///
/// `toString()` of any part is its canonical spelling.
public sealed interface SpecNode
    permits IndexSpec, TransformSpec, CoarseSpec, IvfCodeSpec, HnswStorageSpec {

  /// What the part is called in sentences.
  ///
  /// @return a short noun without article, such as `product quantizer`
  String describe();
}
