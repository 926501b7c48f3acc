// SPDX-License-Identifier: Apache-2.0
/// What tests of several packages share: seeds, data, plain reference implementations.
@NullMarked
package dev.kith.testing;

import org.jspecify.annotations.NullMarked;
