// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.factory.IndexSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An index string, and what of it can be trained.
///
/// @param wanted what was asked for
/// @param spec what can be trained: `wanted` itself wherever that is possible
/// @param trainingVectors how many there are
/// @param reasons why `spec` is another one, such as "codes of 8 bits need 256"; empty where it is
///   the same
public record Fit(IndexSpec wanted, IndexSpec spec, long trainingVectors, List<String> reasons) {

  /// Copies the reasons.
  public Fit {
    reasons = List.copyOf(reasons);
  }

  /// Whether something else has to be built.
  ///
  /// @return false where `spec` is `wanted`
  public boolean isChanged() {
    return !reasons.isEmpty();
  }

  /// One sentence for the user: what is too few for what, and what fits instead.
  ///
  /// @return empty where nothing changes
  public Optional<String> notice() {
    return isChanged()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s too few for %s, where %s; what fits is %s",
                trainingVectors == 1
                    ? "1 training vector is"
                    : String.format(Locale.ROOT, "%,d training vectors are", trainingVectors),
                wanted,
                String.join(", and ", reasons),
                spec))
        : Optional.empty();
  }

  /// For callers that want what they have asked for, or nothing.
  ///
  /// @return `wanted`
  /// @throws IllegalArgumentException with the notice, if that cannot be trained
  public IndexSpec orFail() {
    notice()
        .ifPresent(notice -> {
          throw new IllegalArgumentException(notice);
        });
    return wanted;
  }
}
