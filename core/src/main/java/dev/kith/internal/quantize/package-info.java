/// Quantizers: vectors to codes and back, and tables to compare queries with codes. They know no
/// index and no file.
@NullMarked
package dev.kith.internal.quantize;

import org.jspecify.annotations.NullMarked;
