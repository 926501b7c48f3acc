// SPDX-License-Identifier: Apache-2.0
/// Turns an index into one of another type without training it again.
@NullMarked
package dev.kith.convert;

import org.jspecify.annotations.NullMarked;
