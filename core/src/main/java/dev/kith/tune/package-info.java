// SPDX-License-Identifier: Apache-2.0
/// What to build, and how: published guidelines as advice ([Guidelines]), and index strings that
/// fit however few vectors there are ([Fitting]).
@NullMarked
package dev.kith.tune;

import org.jspecify.annotations.NullMarked;
