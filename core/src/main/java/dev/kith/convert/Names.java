// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.factory.IndexFactory;
import dev.kith.internal.index.BaseIndex;

/// What indexes are called in sentences.
final class Names {

  private Names() {}

  /// The index string, or where there is none the type.
  static String of(BaseIndex index) {
    return IndexFactory.describe(index)
        .map(Object::toString)
        .orElseGet(() -> index.report().type());
  }
}
