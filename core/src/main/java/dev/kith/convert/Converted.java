// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.Index;

/// What a conversion has made.
///
/// @param index the new index; to be closed by the caller
/// @param relativeError how far vectors have moved where they got other codes: the root of the sum
///   of squared differences over that of squared components; 0 where codes were kept
public record Converted(Index index, double relativeError) {}
