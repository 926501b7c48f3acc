// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import java.nio.file.Path;

/// What a training has made.
///
/// @param features what is indexed: all frames, joined, or their centres (`total_fea.npy`)
/// @param trained the index without vectors
/// @param added the index with all vectors, the one to search
/// @param version of the features
/// @param recordings number of feature files
/// @param plan frames, lists and nprobe
/// @param trainSeconds time of k-means; 0 where an earlier run had done it
/// @param addSeconds time of adding
/// @param frames of the features, before shrinking
/// @param tested vectors of the index that were searched in the finished file, and found
/// @param upToDate whether everything was there already, so that nothing was done
public record RvcReport(
    Path features,
    Path trained,
    Path added,
    RvcVersion version,
    int recordings,
    RvcPlan plan,
    double trainSeconds,
    double addSeconds,
    long frames,
    int tested,
    boolean upToDate) {}
