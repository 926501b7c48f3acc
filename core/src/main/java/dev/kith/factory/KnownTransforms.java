// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.transform.DimensionMap;
import dev.kith.transform.HadamardRotation;
import dev.kith.transform.Itq;
import dev.kith.transform.LinearTransform;
import dev.kith.transform.Normalization;
import dev.kith.transform.Opq;
import dev.kith.transform.Pca;
import dev.kith.transform.PcaSettings;
import dev.kith.transform.RandomRotation;
import dev.kith.transform.VectorTransform;
import java.util.Optional;
import java.util.OptionalInt;

/// From a transform back to what a string says of it.
///
/// @param productParts parts of the product quantizer behind the transforms, if there is one
record KnownTransforms(OptionalInt productParts) {

  /// The part of a string that makes such a transform; empty if there is none, as for centering.
  Optional<TransformSpec> describe(VectorTransform transform) {
    return switch (transform) {
      case Normalization _ -> Optional.of(new TransformSpec.L2Norm());
      case Pca pca -> pca(pca.settings(), pca.outputDimension());
      case RandomRotation rotation ->
          Optional.of(new TransformSpec.RandomRotation(unlessKept(rotation)));
      case HadamardRotation rotation -> hadamard(rotation.seed());
      case Itq itq ->
          Optional.of(
              new TransformSpec.Itq(
                  itq.hasPca() ? OptionalInt.of(itq.outputDimension()) : OptionalInt.empty()));
      case DimensionMap map -> padding(map);
      case Opq opq -> Optional.of(new TransformSpec.Opq(opq.parts(), unlessKept(opq)));
      case LinearTransform linear -> opq(linear);
      default -> Optional.empty();
    };
  }

  /// The dimension after, where it is another than before.
  private static OptionalInt unlessKept(VectorTransform transform) {
    int after = transform.outputDimension();
    return after == transform.inputDimension() ? OptionalInt.empty() : OptionalInt.of(after);
  }

  /// Files do not tell OPQ from other rotations: one in front of a product quantizer is taken for
  /// the OPQ of its parts.
  private Optional<TransformSpec> opq(LinearTransform rotation) {
    boolean fits = rotation.bias().length == 0 && rotation.isOrthonormal();
    return fits && productParts.isPresent()
        ? Optional.of(new TransformSpec.Opq(productParts.getAsInt(), unlessKept(rotation)))
        : Optional.empty();
  }

  private static Optional<TransformSpec> pca(PcaSettings settings, int components) {
    boolean whiten = settings.eigenPower() != 0;
    boolean rotate = settings.randomRotation();
    return settings.equals(PcaSettings.of(whiten, rotate))
        ? Optional.of(new TransformSpec.Pca(components, whiten, rotate))
        : Optional.empty();
  }

  private static Optional<TransformSpec> hadamard(long seed) {
    return seed >= 0 && seed <= Integer.MAX_VALUE
        ? Optional.of(new TransformSpec.Hadamard((int) seed))
        : Optional.empty();
  }

  private static Optional<TransformSpec> padding(DimensionMap map) {
    int after = map.outputDimension();
    return after >= map.inputDimension()
            && map.equals(DimensionMap.padding(map.inputDimension(), after))
        ? Optional.of(new TransformSpec.Pad(after))
        : Optional.empty();
  }
}
