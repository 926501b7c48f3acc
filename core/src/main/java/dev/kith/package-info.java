/// The contracts: what an index is, what goes into a search and what comes out of it.
@NullMarked
package dev.kith;

import org.jspecify.annotations.NullMarked;
