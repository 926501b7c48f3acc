// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.factory.FactoryException.Kind;
import java.util.OptionalInt;

/// A place in a part of an index string, which the parser moves from left to right.
///
/// Nothing is copied: parts are ranges of one string. A part knows of which kind a mistake in it
/// is.
final class TextCursor {

  private final String text;
  private final int end;
  private final Kind kind;
  private int position;

  TextCursor(String text, int start, int end, Kind kind) {
    this.text = text;
    this.position = start;
    this.end = end;
    this.kind = kind;
  }

  int position() {
    return position;
  }

  void moveTo(int other) {
    position = other;
  }

  boolean atEnd() {
    return position == end;
  }

  /// The rest, with mistakes of another kind.
  TextCursor rest(Kind other) {
    return new TextCursor(text, position, end, other);
  }

  boolean sees(String word) {
    return position + word.length() <= end && text.startsWith(word, position);
  }

  boolean seesDigit() {
    return position < end && isDigit(text.charAt(position));
  }

  /// Whether the rest is this word and no more.
  boolean seesOnly(String word) {
    return end - position == word.length() && sees(word);
  }

  /// Steps over a word, if it is there.
  boolean accept(String word) {
    boolean there = sees(word);
    if (there) {
      position += word.length();
    }
    return there;
  }

  /// Steps over a word that has to be there.
  void require(String word, String expected) {
    if (!accept(word)) {
      throw mistake("\"" + word + "\" " + expected);
    }
  }

  /// A run of digits that has to be there.
  int number(String expected) {
    if (!seesDigit()) {
      throw mistake("a number: " + expected);
    }
    int start = position;
    long value = 0;
    while (seesDigit()) {
      value = Math.min(value * 10 + (text.charAt(position) - '0'), Integer.MAX_VALUE + 1L);
      position++;
    }
    return inRange(start, value);
  }

  /// Refuses what does not fit an `int`.
  int inRange(int start, long value) {
    if (value > Integer.MAX_VALUE) {
      throw mistake(Kind.NUMBER_OUT_OF_RANGE, start, "a number up to " + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  /// A run of digits, if there is one.
  OptionalInt optionalNumber() {
    return seesDigit() ? OptionalInt.of(number("")) : OptionalInt.empty();
  }

  /// A number behind a mark, if the mark is there.
  OptionalInt numberAfter(String mark, String expected) {
    return accept(mark) ? OptionalInt.of(number(expected)) : OptionalInt.empty();
  }

  /// One digit from 1 to `most`, if there is a digit; 1 otherwise.
  int optionalDigit(int most, String expected) {
    if (!seesDigit()) {
      return 1;
    }
    int digit = text.charAt(position) - '0';
    if (digit < 1 || digit > most) {
      throw mistake(expected + " from 1 to " + most);
    }
    position++;
    return digit;
  }

  /// Characters of a set, as many as follow.
  String run(String characters) {
    int start = position;
    while (position < end && characters.indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return text.substring(start, position);
  }

  /// Refuses anything that is left.
  void requireEnd(String what) {
    if (!atEnd()) {
      throw mistake("nothing more behind the " + what);
    }
  }

  FactoryException mistake(String expected) {
    return mistake(kind, position, expected);
  }

  FactoryException mistake(Kind other, int at, String expected) {
    String found = at == end ? endOfPart() : Excerpt.found(text, at, end);
    return new FactoryException(other, text, at, expected, found, null);
  }

  private String endOfPart() {
    return end == text.length() ? "the end" : "the end of the part";
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
