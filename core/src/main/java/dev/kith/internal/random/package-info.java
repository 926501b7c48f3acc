// SPDX-License-Identifier: Apache-2.0
/// Random numbers that come out the same in every run, on every machine, and as Faiss draws them.
@NullMarked
package dev.kith.internal.random;

import org.jspecify.annotations.NullMarked;
