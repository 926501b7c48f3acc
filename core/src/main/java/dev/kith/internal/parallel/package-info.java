// SPDX-License-Identifier: Apache-2.0
/// Splitting a loop over threads without the result noticing.
@NullMarked
package dev.kith.internal.parallel;

import org.jspecify.annotations.NullMarked;
