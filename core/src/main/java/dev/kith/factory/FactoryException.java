// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An index string that cannot be read, or that does not fit the vectors.
///
/// The message shows the string with a mark below the place, what belongs there, and where there is
/// one a string that may have been meant.
public class FactoryException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /// What is wrong (specification of the factory, section 1.4).
  public enum Kind {
    /// No index, or something behind the end of one.
    UNPARSABLE,
    /// An inverted file with a code that there is not.
    BAD_IVF_CODE,
    /// An HNSW graph with a storage that there is not.
    BAD_HNSW_CODE,
    /// An NSG graph with a storage that there is not.
    BAD_NSG_CODE,
    /// A two-layer codec with a code other than a product quantizer.
    BAD_TWO_LAYER_CODE,
    /// A parenthesis that is not closed, or a second group behind the first.
    UNBALANCED_PARENTHESES,
    /// A number beyond 2^31 - 1.
    NUMBER_OUT_OF_RANGE,
    /// More indexes in one another than anyone needs.
    TOO_DEEP,
    /// The number of components does not fit.
    WRONG_DIMENSION,
    /// A size is 0, too large, or not a multiple of what it has to be.
    WRONG_SIZE,
    /// The metric does not fit.
    WRONG_METRIC,
    /// A refinement by an index that cannot refine.
    WRONG_REFINEMENT
  }

  private final Kind kind;
  private final String text;
  private final int position;
  private final String expected;
  private final String found;
  private final @Nullable String suggestion;

  /// Describes the mistake.
  ///
  /// @param kind what is wrong
  /// @param text the index string
  /// @param position offset in `text`, 0 to its length
  /// @param expected what belongs there
  /// @param found what is there
  /// @param suggestion a string that may have been meant, or null
  FactoryException(
      Kind kind,
      String text,
      int position,
      String expected,
      String found,
      @Nullable String suggestion) {
    this.kind = kind;
    this.text = text;
    this.position = position;
    this.expected = expected;
    this.found = found;
    this.suggestion = suggestion;
  }

  /// The same mistake, with a guess at what was meant.
  FactoryException suggesting(String meant) {
    return new FactoryException(kind, text, position, expected, found, meant);
  }

  /// Made when it is asked for, as most mistakes in guesses are never shown.
  @Override
  public String getMessage() {
    return Excerpt.message(text, position, expected, found, suggestion);
  }

  /// What is wrong.
  ///
  /// @return the kind of mistake
  public Kind kind() {
    return kind;
  }

  /// The string that the position points into.
  ///
  /// @return the index string
  public String text() {
    return text;
  }

  /// Where it is wrong.
  ///
  /// @return offset in [#text()] in chars, from 0; its length if something is missing at the end
  public int position() {
    return position;
  }

  /// What belongs there.
  ///
  /// @return a phrase
  public String expected() {
    return expected;
  }

  /// What may have been meant.
  ///
  /// @return a string that can be read; empty if there is no good guess
  public Optional<String> suggestion() {
    return Optional.ofNullable(suggestion);
  }
}
