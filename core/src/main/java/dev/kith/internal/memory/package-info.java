/// Native memory: where index data lives.
@NullMarked
package dev.kith.internal.memory;

import org.jspecify.annotations.NullMarked;
