/// A guard of the speed that has been reached: `bench/guard` compares searches with a plain loop
/// that never changes, in the same process, and fails where a ratio has fallen below its limit.
@NullMarked
package dev.kith.bench.guard;

import org.jspecify.annotations.NullMarked;
