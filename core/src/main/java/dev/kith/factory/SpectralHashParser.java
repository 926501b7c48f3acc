// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.factory.FactoryException.Kind;
import dev.kith.factory.IvfCodeSpec.SpectralHash;
import dev.kith.factory.IvfCodeSpec.SpectralHash.Projection;
import dev.kith.factory.IvfCodeSpec.SpectralHash.Threshold;
import java.util.regex.Pattern;

/// Reads `PCAR32,SH3.5c`, the only code of an inverted file that has a comma.
final class SpectralHashParser {

  /// Possessive, so that a long run of digits costs its length only.
  private static final Pattern NUMBER =
      Pattern.compile("-?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:e-?+[0-9]++)?+");

  private final TextCursor cursor;

  SpectralHashParser(TextCursor cursor) {
    this.cursor = cursor;
  }

  SpectralHash code() {
    var projection = projection();
    var bits = cursor.optionalNumber();
    cursor.require(",SH", "as the inverted file knows " + projection + " in a spectral hash only");
    return new SpectralHash(projection, bits, period(), threshold());
  }

  private Projection projection() {
    if (cursor.accept("ITQ")) {
      return Projection.ITQ;
    }
    return cursor.accept("PCAR") ? Projection.PCAR : pca();
  }

  private Projection pca() {
    cursor.require("PCA", "or another projection");
    return Projection.PCA;
  }

  private float period() {
    int start = cursor.position();
    String digits = cursor.run("-.e0123456789");
    if (digits.isEmpty()) {
      return SpectralHash.DEFAULT_PERIOD;
    }
    if (!NUMBER.matcher(digits).matches()) {
      throw cursor.mistake(Kind.BAD_IVF_CODE, start, "a decimal number: the period");
    }
    float period = Float.parseFloat(digits);
    if (Float.isInfinite(period)) {
      throw cursor.mistake(Kind.NUMBER_OUT_OF_RANGE, start, "a number between -3.4e38 and 3.4e38");
    }
    return period;
  }

  private Threshold threshold() {
    for (var threshold : Threshold.values()) {
      if (cursor.accept(threshold.letter())) {
        return threshold;
      }
    }
    return Threshold.GLOBAL;
  }
}
