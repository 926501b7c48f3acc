/// Files as such: opening one, and telling what it is where it is not what was expected.
@NullMarked
package dev.kith.internal.file;

import org.jspecify.annotations.NullMarked;
