// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

/// What a [Retriever] has done since it was opened, and how often it met a corner case. A frame may
/// count in several places.
///
/// @param calls of [Retriever#mix]
/// @param frames that were mixed
/// @param exact with a neighbour at distance 0, which took the place of the weighted mean
/// @param widened for which more lists were visited, because there were too few neighbours in the
///   first ones
/// @param partial for which fewer than k neighbours were found, but some
/// @param unmatched for which nothing was found; they stayed as they were
/// @param guarded without a voice, of which [RetrieverOptions#protect()] kept a part
public record RetrievalCounts(
    long calls,
    long frames,
    long exact,
    long widened,
    long partial,
    long unmatched,
    long guarded) {}
