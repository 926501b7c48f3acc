// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.util.List;
import java.util.Map;

/// The few Python literals that the header of a `.npy` file is made of.
sealed interface PythonLiteral {

  /// A quoted string.
  record Text(String value) implements PythonLiteral {}

  /// `True` or `False`.
  record Truth(boolean value) implements PythonLiteral {}

  /// A whole number, not negative.
  record Whole(long value) implements PythonLiteral {}

  /// A list or a tuple.
  record Sequence(List<PythonLiteral> items) implements PythonLiteral {}

  /// A dictionary with strings for keys.
  record Dictionary(Map<String, PythonLiteral> entries) implements PythonLiteral {}
}
