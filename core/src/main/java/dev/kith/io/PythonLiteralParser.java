// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import dev.kith.MalformedFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Reads one Python literal, strictly, by recursive descent:
///
/// ```
/// literal    = text | number | "True" | "False" | list | tuple | dictionary
/// text       = "'" {any but quote, backslash} "'", or the same in double quotes
/// number     = "0" | nonzero {digit}, then perhaps the "L" of Python 2
/// list       = "[" [literal {"," literal} [","]] "]"
/// tuple      = "(" [literal "," [literal {"," literal} [","]]] ")"
/// dictionary = "{" [text ":" literal {"," text ":" literal} [","]] "}"
/// ```
///
/// White space may stand between the parts.
final class PythonLiteralParser {

  private static final int DEEPEST = 16;

  /// No byte of a file is this character.
  private static final char END = '\uffff';

  private final String file;
  private final long origin;
  private final String text;
  private int at;
  private int depth;

  /// @param file for messages
  /// @param origin position of the text in the file
  /// @param text one char a byte
  PythonLiteralParser(String file, long origin, String text) {
    this.file = file;
    this.origin = origin;
    this.text = text;
  }

  /// Reads a literal that must be all of the text.
  PythonLiteral parse() throws MalformedFileException {
    var literal = literal();
    if (peek() != END) {
      throw malformed("nothing but spaces after the dictionary");
    }
    return literal;
  }

  private PythonLiteral literal() throws MalformedFileException {
    if (++depth > DEEPEST) {
      throw malformed("at most " + DEEPEST + " nested brackets");
    }
    var literal =
        switch (peek()) {
          case '\'', '"' -> new PythonLiteral.Text(quoted());
          case '[' -> new PythonLiteral.Sequence(items('[', ']'));
          case '(' -> new PythonLiteral.Sequence(items('(', ')'));
          case '{' -> dictionary();
          case 'T', 'F' -> truth();
          case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
          default -> throw malformed("a string, a number, True, False or a bracket");
        };
    depth--;
    return literal;
  }

  private List<PythonLiteral> items(char open, char close) throws MalformedFileException {
    var items = new ArrayList<PythonLiteral>();
    expect(open);
    while (peek() != close) {
      items.add(literal());
      boolean loneParenthesis = close == ')' && items.size() == 1;
      if (peek() != close || loneParenthesis) {
        expect(',');
      }
    }
    expect(close);
    return List.copyOf(items);
  }

  private PythonLiteral dictionary() throws MalformedFileException {
    var entries = new LinkedHashMap<String, PythonLiteral>();
    expect('{');
    while (peek() != '}') {
      var key = quoted();
      expect(':');
      if (entries.put(key, literal()) != null) {
        throw malformed("each key once, and '" + key + "' is there again");
      }
      if (peek() != '}') {
        expect(',');
      }
    }
    expect('}');
    return new PythonLiteral.Dictionary(entries);
  }

  private String quoted() throws MalformedFileException {
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw malformed("a quoted string");
    }
    int from = ++at;
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' || text.charAt(at) < ' ') {
        throw malformed("a string without escapes");
      }
      at++;
    }
    var value = text.substring(from, at);
    if (at == text.length()) {
      throw malformed("the closing " + quote + " of a string");
    }
    at++;
    return value;
  }

  private PythonLiteral truth() throws MalformedFileException {
    for (var word : List.of("True", "False")) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return new PythonLiteral.Truth(word.equals("True"));
      }
    }
    throw malformed("True or False");
  }

  private PythonLiteral number() throws MalformedFileException {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    var digits = text.substring(from, at);
    if (at < text.length() && text.charAt(at) == 'L') {
      at++;
    }
    try {
      if (digits.startsWith("0") && digits.length() > 1) {
        throw new NumberFormatException(digits);
      }
      return new PythonLiteral.Whole(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      at = from;
      throw malformed("a whole number below 2^63, without leading zeros");
    }
  }

  private void expect(char wanted) throws MalformedFileException {
    if (peek() != wanted) {
      throw malformed("'" + wanted + "'");
    }
    at++;
  }

  /// The next character that is not white space, or [#END].
  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  private MalformedFileException malformed(String expected) {
    var found = at >= text.length() ? "the end of the header" : Excerpt.of(text.substring(at));
    return new MalformedFileException(
        file, origin + at, expected, found + "; the header of the .npy file is damaged");
  }
}
