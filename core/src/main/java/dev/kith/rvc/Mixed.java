// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.vector.Vectors;

/// Features into which retrieved frames were mixed, and how often a corner case was met. A frame
/// may count as exact and as partial.
///
/// @param features T frames of d components
/// @param exact frames with a neighbour at distance 0, which took the place of the weighted mean
/// @param partial frames for which fewer than k neighbours were found, but some
/// @param unmatched frames for which nothing was found; they are unchanged
public record Mixed(Vectors features, long exact, long partial, long unmatched) {}
