/// Keeping the best: heaps, collectors of ranges, and the rules for ties.
@NullMarked
package dev.kith.internal.topk;

import org.jspecify.annotations.NullMarked;
