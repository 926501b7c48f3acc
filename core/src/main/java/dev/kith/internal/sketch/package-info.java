// SPDX-License-Identifier: Apache-2.0
/// Short images of vectors that bound distances, and searches that compare them first.
@NullMarked
package dev.kith.internal.sketch;

import org.jspecify.annotations.NullMarked;
