// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.panel.QueryBlock;

/// A scan that one thread repeats with one block after another.
///
/// @param scan keeps what it has made
/// @param most queries of a block
record RepeatedScan(QueryBlock.Scan scan, int most) {}
