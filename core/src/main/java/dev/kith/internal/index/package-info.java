/// The index types, one file each, and the wrappers. Users meet them as [dev.kith.Index] and
/// through [dev.kith.index]; the factory and the format room work on the classes here.
@NullMarked
package dev.kith.internal.index;

import org.jspecify.annotations.NullMarked;
