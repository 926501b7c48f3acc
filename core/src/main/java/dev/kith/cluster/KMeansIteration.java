// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

/// What one iteration of k-means found.
///
/// @param objective sum of the distances of all points to the centroids with which the iteration
///   began, in the unit of the metric and without weights
/// @param imbalance how unequal the clusters were: 1 if all had one size, k if one held everything
/// @param splits clusters that were empty and got a half of another one
public record KMeansIteration(float objective, double imbalance, int splits) {}
