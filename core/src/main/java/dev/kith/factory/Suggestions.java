// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import java.util.List;
import java.util.stream.Stream;

/// Guesses at what was meant by a string that cannot be read. Only a string that can be read is
/// ever suggested.
final class Suggestions {

  /// Longer strings are no typing mistakes.
  private static final int MAX_LENGTH = 200;

  /// Words of the language, each before those that it begins with.
  private static final List<String> WORDS =
      List.of(
          "IDMap2",
          "IDMap",
          "RefinePanorama",
          "Refine",
          "RFlat",
          "PCAWR",
          "PCAW",
          "PCAR",
          "PCA",
          "L2norm",
          "RR",
          "HR",
          "ITQ",
          "OPQ",
          "Pad",
          "FlatL2Panorama",
          "FlatIPPanorama",
          "FlatPanorama",
          "FlatDedup",
          "Flat",
          "LSH",
          "ZnLattice",
          "SQ8_direct_signed",
          "SQ8_direct",
          "SQfp16",
          "SQbf16",
          "SQtqmse",
          "SQtq",
          "SQ",
          "PRQ",
          "PLSQ",
          "PQ",
          "RCQ",
          "LSCQ",
          "RQ",
          "LSQ",
          "RaBitQfs",
          "RaBitQ",
          "EDEN",
          "BIASED",
          "MinMaxFP16",
          "MinMax",
          "HNSW",
          "NSG",
          "IVF",
          "IMI",
          "Residual",
          "SH",
          "np",
          "_N");

  private static final List<String> ENDINGS = List.of("", ",Flat", ")", "),Flat");

  private Suggestions() {}

  /// The same mistake, with a suggestion if there is one.
  static FactoryException improve(FactoryException e) {
    if (e.text().length() > MAX_LENGTH) {
      return e;
    }
    return candidates(e.text())
        .filter(Suggestions::canBeRead)
        .findFirst()
        .map(e::suggesting)
        .orElse(e);
  }

  /// Without blanks, in the usual case, and with something added at the end.
  private static Stream<String> candidates(String text) {
    String tight = text.replaceAll("\\s+", "");
    String open = tight.replaceAll(",+$", "");
    return Stream.of(tight, open)
        .flatMap(s -> Stream.of(s, inUsualCase(s)))
        .flatMap(s -> ENDINGS.stream().map(s::concat))
        .distinct();
  }

  private static boolean canBeRead(String text) {
    try {
      ParsedSpec.withoutSuggestion(text);
      return true;
    } catch (FactoryException e) {
      return false;
    }
  }

  /// `ivf100,flat` as `IVF100,Flat`.
  private static String inUsualCase(String text) {
    var result = new StringBuilder();
    while (result.length() < text.length()) {
      int position = result.length();
      result.append(
          WORDS.stream()
              .filter(word -> text.regionMatches(true, position, word, 0, word.length()))
              .findFirst()
              .orElseGet(() -> text.substring(position, position + 1)));
    }
    return result.toString();
  }
}
