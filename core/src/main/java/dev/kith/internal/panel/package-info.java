/// Stored vectors in panels, and the scan that compares them with blocks of queries.
@NullMarked
package dev.kith.internal.panel;

import org.jspecify.annotations.NullMarked;
