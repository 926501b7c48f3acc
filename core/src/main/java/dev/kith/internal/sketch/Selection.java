// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

/// The k-th smallest of some numbers: C. A. R. Hoare, "Algorithm 65: find", Communications of the
/// ACM 4(7), 1961, with the median of three as the pivot.
final class Selection {

  private Selection() {}

  /// Finds a value by rank.
  ///
  /// @param values none of them NaN; put into another order
  /// @param count how many count
  /// @param rank 0 for the smallest
  /// @return the value that would stand at `rank` if they were sorted
  static float find(float[] values, int count, int rank) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      float pivot = median(values[low], values[(low + high) >>> 1], values[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          float swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (rank <= j) {
        high = j;
      } else if (rank >= i) {
        low = i;
      } else {
        return values[rank];
      }
    }
    return values[rank];
  }

  private static float median(float a, float b, float c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
