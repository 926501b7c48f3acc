/// What everything else is about: blocks of float vectors in native memory, and how far apart two
/// vectors are.
@NullMarked
package dev.kith.vector;

import org.jspecify.annotations.NullMarked;
