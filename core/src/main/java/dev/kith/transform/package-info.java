/// What is done to vectors before they reach an index.
@NullMarked
package dev.kith.transform;

import org.jspecify.annotations.NullMarked;
