/// The kernel room: every line that names the Vector API, and nothing that knows what an index is.
///
/// **Panels.** Stored vectors are scanned in *panels*: up to [Kernels#PANEL] rows, dimension-major,
/// so that lane j of a load holds component i of row j. A panel of `width` rows and d dimensions is
/// `width * d` contiguous floats, component (i, j) at `i * width + j`: a short panel wastes no
/// memory. Kernels load whole vectors all the same and leave the surplus lanes unused, so the
/// memory behind the last panel must go on for [Kernels#SLACK] bytes.
///
/// **Keys.** Kernels return keys, and a smaller key is always the better one: a distance as it is,
/// a similarity negated.
///
/// **Rows.** Where a few vectors out of many are compared with one query ([RowKeys]), they lie row
/// after row ([RowMemory]), as every component of a panel's row is in a cache line of its own.
///
/// **Order of summation.** Every lane of a panel sums its components in the order of the dimensions
/// with fused multiply-adds, in every implementation and for every shape of tile; rows are summed
/// in another order, as fixed. So a key depends on the two vectors alone: not on the batch it was
/// computed in, not on the processor's vector width, not on threads.
@NullMarked
package dev.kith.internal.kernel;

import org.jspecify.annotations.NullMarked;
