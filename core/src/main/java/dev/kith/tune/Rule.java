// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import java.util.Optional;

/// One guideline. A new one is a method of this shape and a line in [Guidelines].
@FunctionalInterface
interface Rule {

  /// Looks at an index.
  ///
  /// @return what to do about it, or nothing where the guideline is kept
  Optional<Advice> check(Situation situation);

  /// A rule that gives the advice of the first of several that has any, for rules about one thing.
  static Rule firstOf(Rule... rules) {
    return situation -> {
      for (Rule rule : rules) {
        var advice = rule.check(situation);
        if (advice.isPresent()) {
          return advice;
        }
      }
      return Optional.empty();
    };
  }
}
