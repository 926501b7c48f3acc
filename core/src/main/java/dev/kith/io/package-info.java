/// Files of vectors: NumPy's `.npy`, the fvecs family, and how a file is written so that a crash
/// never leaves half of one.
///
/// Readers trust nothing that a file says about itself. Whatever its bytes are, reading gives the
/// vectors, a [dev.kith.MalformedFileException] with position, expected and found, or the
/// [java.io.IOException] of the system.
@NullMarked
package dev.kith.io;

import org.jspecify.annotations.NullMarked;
