// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

/// How [MiniBatchKMeans] chooses the centroids that it starts from.
public enum StartMethod {
  /// Points at random.
  RANDOM,
  /// Points far from those chosen before: D. Arthur and S. Vassilvitskii, "k-means++: the
  /// advantages of careful seeding", SODA 2007. Of 2 + ln k candidates each time the one that
  /// lowers the sum of the squared distances most.
  PLUS_PLUS
}
