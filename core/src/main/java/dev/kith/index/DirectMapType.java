// SPDX-License-Identifier: Apache-2.0
package dev.kith.index;

/// How an index with inverted lists finds a vector by its id (specification of the file format,
/// section 3.8).
public enum DirectMapType {
  /// Not at all: [dev.kith.Index#reconstruct(long)] looks through the lists.
  NONE,
  /// By an array. Ids must be 0 to n - 1, so ids of the caller's and removal are refused.
  ARRAY,
  /// By a hash table, for any ids.
  HASH
}
