// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import dev.kith.internal.index.FastScanSettings;
import dev.kith.internal.index.IvfPqFastScanIndex;
import dev.kith.internal.index.IvfPqRefinedIndex;
import dev.kith.internal.index.IvfScalarQuantizerIndex;
import dev.kith.internal.index.LshIndex;
import dev.kith.internal.index.PqFastScanIndex;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.quantize.RangeStatistic;
import dev.kith.internal.quantize.ScalarQuantizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/// From codes back to what a string says of them.
final class KnownCodes {

  private KnownCodes() {}

  /// Empty for types that no string names, and for bounds that are chosen in another way.
  static Optional<CodeSpec.Sq> scalar(ScalarQuantizer codec) {
    boolean usual =
        !codec.type().isTrainable()
            || (codec.statistic() == RangeStatistic.MINMAX && codec.argument() == 0);
    return Arrays.stream(SqKind.values())
        .filter(kind -> usual && kind.type().filter(codec.type()::equals).isPresent())
        .findFirst()
        .map(CodeSpec.Sq::new);
  }

  /// In lists, strings mean codes of residuals, wherever there is something to code.
  static Optional<CodeSpec.Sq> scalar(IvfScalarQuantizerIndex index) {
    return scalar(index.scalarQuantizer())
        .filter(code -> index.residualFlag() == (code.kind() != SqKind.ZERO));
  }

  /// As many bits as components go without saying.
  static CodeSpec.Lsh hash(LshIndex index) {
    int bits = index.bits().dimension();
    return new CodeSpec.Lsh(
        bits == index.dimension() ? OptionalInt.empty() : OptionalInt.of(bits),
        index.rotates(),
        index.bits().learns());
  }

  static CodeSpec.Pq product(ProductQuantizer codec) {
    return new CodeSpec.Pq(codec.subquantizers(), codec.bits(), codec.training().polysemous());
  }

  /// Strings have 8 bits for both quantizers.
  static Optional<IvfCodeSpec> refined(IvfPqRefinedIndex index) {
    ProductQuantizer first = index.product();
    ProductQuantizer second = index.refiner();
    return index.isByResidual() && first.bits() == Byte.SIZE && second.bits() == Byte.SIZE
        ? Optional.of(new IvfCodeSpec.RefinedPq(first.subquantizers(), second.subquantizers()))
        : Optional.empty();
  }

  /// Parts of the product quantizer that an index behind transforms has; empty if it has none.
  static OptionalInt productParts(IndexSpec spec) {
    return switch (spec) {
      case IndexSpec.IdMap map -> productParts(map.inner());
      case IndexSpec.Ivf(_, CodeSpec.Pq pq) -> OptionalInt.of(pq.m());
      case IndexSpec.Ivf(_, CodeSpec.PqFastScan pq) -> OptionalInt.of(pq.m());
      case IndexSpec.Ivf(_, IvfCodeSpec.RefinedPq pq) -> OptionalInt.of(pq.m());
      case CodeSpec.Pq pq -> OptionalInt.of(pq.m());
      case CodeSpec.PqFastScan pq -> OptionalInt.of(pq.m());
      default -> OptionalInt.empty();
    };
  }

  static CodeSpec.PqFastScan fastScan(PqFastScanIndex index) {
    return fastScan(index.productQuantizer(), false, index.settings());
  }

  static CodeSpec.PqFastScan fastScan(IvfPqFastScanIndex index) {
    return fastScan(index.productQuantizer(), index.isByResidual(), index.settings());
  }

  private static CodeSpec.PqFastScan fastScan(
      ProductQuantizer codec, boolean byResidual, FastScanSettings settings) {
    return new CodeSpec.PqFastScan(codec.subquantizers(), byResidual, settings.blockSize());
  }
}
