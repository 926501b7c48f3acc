// SPDX-License-Identifier: Apache-2.0
/// What to build: published guidelines as advice ([Guidelines]).
@NullMarked
package dev.kith.tune;

import org.jspecify.annotations.NullMarked;
