// SPDX-License-Identifier: Apache-2.0
/// K-means as Faiss runs it: the same points, the same seed, the same centroids. [KMeans] is where
/// to start, or [MiniBatchKMeans] where there are many centroids or more points than memory.
@NullMarked
package dev.kith.cluster;

import org.jspecify.annotations.NullMarked;
