// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.factory.Similarity;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `--metric`, under the short names that users know.
final class SimilarityOption {

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      converter = ByName.class,
      completionCandidates = Names.class,
      description = {
        "How vectors are compared (default: l2):",
        "l2      squared distance, smaller is better",
        "ip      inner product, larger is better",
        "cosine  cosine of the angle, larger is better; vectors are normalised"
      })
  Similarity similarity = Similarity.L2;

  /// The name of the choice.
  String name() {
    return nameOf(similarity);
  }

  private static String nameOf(Similarity similarity) {
    return switch (similarity) {
      case L2 -> "l2";
      case INNER_PRODUCT -> "ip";
      case COSINE -> "cosine";
    };
  }

  /// Text to similarity.
  static final class ByName implements ITypeConverter<Similarity> {
    @Override
    public Similarity convert(String text) {
      for (var similarity : Similarity.values()) {
        if (nameOf(similarity).equals(text.toLowerCase(Locale.ROOT))) {
          return similarity;
        }
      }
      throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", NAMES));
    }
  }

  private static final List<String> NAMES = List.of("l2", "ip", "cosine");

  /// For completion scripts.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }
}
