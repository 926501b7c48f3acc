// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import java.util.OptionalInt;

/// What is done to vectors before an index sees them (specification of the factory, section 1.3).
public sealed interface TransformSpec extends SpecNode
    permits TransformSpec.Pca,
        TransformSpec.L2Norm,
        TransformSpec.RandomRotation,
        TransformSpec.Hadamard,
        TransformSpec.Itq,
        TransformSpec.Opq,
        TransformSpec.Pad {

  /// Components of a transformed vector.
  ///
  /// @param d components of a vector before
  /// @return components after
  int outputDimension(int d);

  /// `PCA64`: principal components.
  ///
  /// @param components how many are kept
  /// @param whiten whether they are scaled to equal variance (`PCAW`)
  /// @param rotate whether a random rotation follows (`PCAR`, `PCAWR`)
  record Pca(int components, boolean whiten, boolean rotate) implements TransformSpec {
    @Override
    public int outputDimension(int d) {
      return components;
    }

    @Override
    public String describe() {
      return "PCA";
    }

    @Override
    public String toString() {
      return "PCA" + (whiten ? "W" : "") + (rotate ? "R" : "") + components;
    }
  }

  /// `L2norm`: vectors of length 1.
  record L2Norm() implements TransformSpec {
    @Override
    public int outputDimension(int d) {
      return d;
    }

    @Override
    public String describe() {
      return "L2 normalisation";
    }

    @Override
    public String toString() {
      return "L2norm";
    }
  }

  /// `RR` or `RR128`: a random rotation.
  ///
  /// @param dimension components after; empty: as many as before
  record RandomRotation(OptionalInt dimension) implements TransformSpec {
    @Override
    public int outputDimension(int d) {
      return dimension.orElse(d);
    }

    @Override
    public String describe() {
      return "random rotation";
    }

    @Override
    public String toString() {
      return "RR" + (dimension.isPresent() ? dimension.getAsInt() : "");
    }
  }

  /// `HR`: a randomised Hadamard rotation, onto the next power of two.
  ///
  /// @param seed of the random signs
  record Hadamard(int seed) implements TransformSpec {
    static final int DEFAULT_SEED = 12345;

    @Override
    public int outputDimension(int d) {
      return d <= 1 ? 1 : Integer.highestOneBit(d - 1) << 1;
    }

    @Override
    public String describe() {
      return "Hadamard rotation";
    }

    @Override
    public String toString() {
      return "HR" + Spelling.unless(DEFAULT_SEED, "", seed);
    }
  }

  /// `ITQ` or `ITQ64`: the rotation for which signs say most.
  ///
  /// @param components of a PCA that comes first, even if it keeps all; empty: no PCA
  record Itq(OptionalInt components) implements TransformSpec {
    @Override
    public int outputDimension(int d) {
      return components.orElse(d);
    }

    @Override
    public String describe() {
      return "ITQ";
    }

    @Override
    public String toString() {
      return "ITQ" + (components.isPresent() ? components.getAsInt() : "");
    }
  }

  /// `OPQ16` or `OPQ16_64`: the rotation that suits a product quantizer.
  ///
  /// @param m parts of that product quantizer; has to divide the dimension after, or training fails
  /// @param dimension components after; empty: as many as before
  record Opq(int m, OptionalInt dimension) implements TransformSpec {
    @Override
    public int outputDimension(int d) {
      return dimension.orElse(d);
    }

    @Override
    public String describe() {
      return "OPQ";
    }

    @Override
    public String toString() {
      return "OPQ" + m + (dimension.isPresent() ? "_" + dimension.getAsInt() : "");
    }
  }

  /// `Pad128`: zeros behind the vector.
  ///
  /// @param least components after, unless there were more before
  record Pad(int least) implements TransformSpec {
    @Override
    public int outputDimension(int d) {
      return Math.max(d, least);
    }

    @Override
    public String describe() {
      return "padding";
    }

    @Override
    public String toString() {
      return "Pad" + least;
    }
  }
}
