// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.compare;

/// What it took to make an index.
///
/// @param trainSeconds of training; 0 where there is none
/// @param addSeconds of adding all vectors
/// @param bytes the index occupies, vectors included, as the library counts them
public record Built(double trainSeconds, double addSeconds, long bytes) {}
