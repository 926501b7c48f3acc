// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import java.nio.file.Path;

/// What a training has made.
///
/// @param features all frames, joined (`total_fea.npy`)
/// @param trained the index without vectors
/// @param added the index with all vectors, the one to search
/// @param version of the features
/// @param recordings number of feature files
/// @param plan frames, lists and nprobe
/// @param trainSeconds time of k-means
/// @param addSeconds time of adding
public record RvcReport(
    Path features,
    Path trained,
    Path added,
    RvcVersion version,
    int recordings,
    RvcPlan plan,
    double trainSeconds,
    double addSeconds) {}
