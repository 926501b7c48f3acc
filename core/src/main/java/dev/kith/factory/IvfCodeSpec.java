// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalInt;

/// What the lists of an inverted file hold (specification of the factory, section 1.3, IVF codes).
public sealed interface IvfCodeSpec extends SpecNode
    permits CodeSpec.Flat,
        CodeSpec.Sq,
        CodeSpec.Pq,
        CodeSpec.PqFastScan,
        CodeSpec.Additive,
        CodeSpec.AdditiveFastScan,
        CodeSpec.RaBitQ,
        CodeSpec.RaBitQFastScan,
        CodeSpec.Eden,
        IvfCodeSpec.FlatDedup,
        IvfCodeSpec.FlatPanorama,
        IvfCodeSpec.RefinedPq,
        IvfCodeSpec.SpectralHash {

  /// `IVF100,FlatDedup`: the vectors themselves, equal ones once.
  record FlatDedup() implements IvfCodeSpec {
    @Override
    public String describe() {
      return "deduplicated vectors";
    }

    @Override
    public String toString() {
      return "FlatDedup";
    }
  }

  /// `IVF100,FlatPanorama8`: the vectors themselves, in levels, so that distances can be given up
  /// early.
  ///
  /// @param levels number of levels, at most d
  /// @param batch vectors of a batch; empty: the index decides
  record FlatPanorama(int levels, OptionalInt batch) implements IvfCodeSpec {
    static final int DEFAULT_LEVELS = 8;

    @Override
    public String describe() {
      return "Panorama vectors";
    }

    @Override
    public String toString() {
      return "FlatPanorama"
          + Spelling.unless(DEFAULT_LEVELS, "", levels)
          + (batch.isPresent() ? "_" + batch.getAsInt() : "");
    }
  }

  /// `IVF100,PQ16+16`: a product quantizer, and another for what it leaves. L2 only.
  ///
  /// @param m parts; divides d
  /// @param refineM parts of the second one; divides d
  record RefinedPq(int m, int refineM) implements IvfCodeSpec {
    @Override
    public String describe() {
      return "refined product quantizer";
    }

    @Override
    public String toString() {
      return "PQ" + m + "+" + refineM;
    }
  }

  /// `IVF100,PCA32,SH3.5c`: bits of projections, one for each stretch of half a period.
  ///
  /// @param projection of the vectors
  /// @param bits of a vector; empty: d
  /// @param period of the bits; the default makes them signs
  /// @param threshold what projections are compared with
  record SpectralHash(Projection projection, OptionalInt bits, float period, Threshold threshold)
      implements IvfCodeSpec {
    static final float DEFAULT_PERIOD = -1e10f;

    /// Makes a negative zero an ordinary one.
    ///
    /// @throws IllegalArgumentException if the period is not a finite number
    public SpectralHash {
      if (!Float.isFinite(period)) {
        throw new IllegalArgumentException("the period is " + period + ", and must be finite");
      }
      period += 0f;
    }

    /// The projections.
    public enum Projection {
      /// The rotation for which signs say most.
      ITQ,
      /// Principal components.
      PCA,
      /// Principal components, rotated at random.
      PCAR
    }

    /// What projections are compared with.
    public enum Threshold {
      /// Zero, for all lists (`g`, the default).
      GLOBAL("g"),
      /// The projected centroid of the list (`c`).
      CENTROID("c"),
      /// The median of the list (`m`).
      MEDIAN("m");

      private final String letter;

      Threshold(String letter) {
        this.letter = letter;
      }

      String letter() {
        return letter;
      }
    }

    @Override
    public String describe() {
      return "spectral hash";
    }

    @Override
    public String toString() {
      return projection
          + (bits.isPresent() ? Integer.toString(bits.getAsInt()) : "")
          + ",SH"
          + (period == DEFAULT_PERIOD ? "" : number(period))
          + (threshold == Threshold.GLOBAL ? "" : threshold.letter());
    }

    /// The shortest decimal that gives the same float, without a plus, `0.1` or `1e-20`.
    private static String number(float value) {
      var decimal = new BigDecimal(Float.toString(value)).stripTrailingZeros();
      int digits = Math.abs(decimal.precision() - decimal.scale());
      String text = digits > 10 ? decimal.toString() : decimal.toPlainString();
      return text.toLowerCase(Locale.ROOT).replace("+", "");
    }
  }
}
