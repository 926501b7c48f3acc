// SPDX-License-Identifier: Apache-2.0
package dev.kith.index;

import dev.kith.Index;

/// An index that finds candidates with one index and ranks them with another, more exact one.
public interface RefinedIndex extends Index {

  /// The index that finds the candidates.
  ///
  /// @return a part of this index; it is changed through this index alone
  Index base();

  /// The index whose distances are returned.
  ///
  /// @return a part of this index; it is changed through this index alone
  Index refiner();

  /// Candidates a result, where a search does not say.
  ///
  /// @return 1 to 1000
  float kFactor();

  /// Sets how many candidates a search takes. It is saved with the index.
  ///
  /// @param factor candidates a result, 1 to 1000
  /// @throws IllegalArgumentException if it is out of range
  void setKFactor(float factor);
}
