// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import java.util.List;
import java.util.stream.Collectors;

/// There is no way from an index to another type without training. The message says why, and what
/// the index can become.
public final class NoConversionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  NoConversionException(String reason) {
    super(reason);
  }

  NoConversionException(String source, String target, String reason, List<Offer> offers) {
    super(
        "\"%s\" cannot become \"%s\" without training: %s; it can become %s"
            .formatted(source, target, reason, list(offers)));
  }

  private static String list(List<Offer> offers) {
    return offers.isEmpty()
        ? "nothing else"
        : offers.stream().map(Offer::toString).collect(Collectors.joining(", "));
  }
}
