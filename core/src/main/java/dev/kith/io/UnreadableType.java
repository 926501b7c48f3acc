// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

/// Number types of NumPy that are no floats or integers, each with what to do about it.
final class UnreadableType {

  static final String STRUCTURED =
      "a structured array (records); save the field that holds the vectors: np.save(file,"
          + " a['name'])";

  private static final String AS_FLOATS = "np.save(file, a.astype('<f4'))";

  private UnreadableType() {}

  /// A phrase for the `found` of a message.
  ///
  /// @param name a `descr`
  static String describe(String name) {
    var shown = "the type " + Excerpt.of(name) + ", ";
    char kind = name.length() < 2 ? '?' : name.charAt(1);
    return shown
        + switch (kind) {
          case 'O' ->
              "pickled Python objects, which are never run here; save numbers: np.save(file,"
                  + " np.stack(list(a)).astype('<f4'))";
          case 'c' -> "complex numbers; save the real part: np.save(file, a.real)";
          case 'S', 'U', 'a' -> "text; convert it to numbers: " + AS_FLOATS;
          case 'b' -> "truth values; convert them: " + AS_FLOATS;
          case 'M', 'm' -> "dates or durations; convert them to numbers: " + AS_FLOATS;
          case 'V' -> "raw bytes, as bfloat16 is saved; convert them before: " + AS_FLOATS;
          case 'f' -> "floats of another width or byte order; convert them: " + AS_FLOATS;
          default -> "which is not known here; convert the array: " + AS_FLOATS;
        };
  }
}
