/// What particular kinds of index can do beyond [dev.kith.Index], and a look inside.
@NullMarked
package dev.kith.index;

import org.jspecify.annotations.NullMarked;
