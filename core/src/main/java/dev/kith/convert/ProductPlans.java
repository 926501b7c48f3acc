// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.factory.CodeSpec;
import dev.kith.factory.SpecNode;
import dev.kith.internal.index.BaseIvfIndex;
import dev.kith.internal.index.CodeIndex;
import dev.kith.internal.index.FastScanSettings;
import dev.kith.internal.index.IvfPqFastScanIndex;
import dev.kith.internal.index.IvfPqIndex;
import dev.kith.internal.index.PqFastScanIndex;
import dev.kith.internal.index.PqIndex;
import dev.kith.internal.quantize.ProductQuantizer;

/// Product codes between their two layouts, code after code and packed for the fast scan. The
/// codebooks stay, and so does every code.
final class ProductPlans {

  private ProductPlans() {}

  static Plan flat(CodeIndex<?> source, CodeSpec.Pq target) {
    var codec = codec(source, target, target.m(), target.bits());
    return source instanceof PqIndex
        ? Plan.keep(source)
        : CodePlans.flat(source, unpacked(), () -> new PqIndex(codec, source.metric()));
  }

  static Plan flat(CodeIndex<?> source, CodeSpec.PqFastScan target) {
    var codec = codec(source, target, target.m(), PqFastScanIndex.BITS);
    return CodePlans.flat(
        source,
        packed(source instanceof PqFastScanIndex),
        () -> new PqFastScanIndex(codec, source.metric(), settings(target)));
  }

  static Plan inLists(BaseIvfIndex<?> source, CodeSpec.Pq target) {
    var codec = codec(source, target, target.m(), target.bits());
    requireResidual(source, true, target);
    return source instanceof IvfPqIndex
        ? Plan.keep(source)
        : CodePlans.inLists(
            source,
            unpacked(),
            () ->
                new IvfPqIndex(
                    source.quantizer(), source.listCount(), source.metric(), codec, true));
  }

  static Plan inLists(BaseIvfIndex<?> source, CodeSpec.PqFastScan target) {
    var codec = codec(source, target, target.m(), PqFastScanIndex.BITS);
    requireResidual(source, target.byResidual(), target);
    return CodePlans.inLists(
        source,
        packed(source instanceof IvfPqFastScanIndex),
        () ->
            new IvfPqFastScanIndex(
                source.quantizer(),
                source.listCount(),
                source.metric(),
                codec,
                target.byResidual(),
                settings(target)));
  }

  private static ProductQuantizer codec(CodeIndex<?> source, SpecNode target, int m, int bits) {
    return switch (source) {
      case PqIndex product -> fitting(product.quantizer(), target, m, bits);
      case PqFastScanIndex product -> fitting(product.productQuantizer(), target, m, bits);
      default -> throw CodePlans.needsTraining(target);
    };
  }

  private static ProductQuantizer codec(BaseIvfIndex<?> source, SpecNode target, int m, int bits) {
    return switch (source) {
      case IvfPqIndex product -> fitting(product.product(), target, m, bits);
      case IvfPqFastScanIndex product -> fitting(product.productQuantizer(), target, m, bits);
      default -> throw CodePlans.needsTraining(target);
    };
  }

  private static ProductQuantizer fitting(
      ProductQuantizer codec, SpecNode target, int m, int bits) {
    if (codec.subquantizers() != m || codec.bits() != bits) {
      throw new NoConversionException(
          "its product codes have %d x %d bits, and those of %s %d x %d"
              .formatted(codec.subquantizers(), codec.bits(), target, m, bits));
    }
    return codec;
  }

  private static void requireResidual(BaseIvfIndex<?> source, boolean wanted, SpecNode target) {
    if (source.isByResidual() != wanted) {
      throw new NoConversionException(
          wanted
              ? "its codes are of vectors, and those of " + target + " of residuals"
              : "its codes are of residuals, and those of "
                  + target
                  + " of vectors; an \"r\" behind"
                  + " fs stands for residuals");
    }
  }

  private static FastScanSettings settings(CodeSpec.PqFastScan target) {
    return FastScanSettings.DEFAULTS.withBlockSize(target.block());
  }

  private static ConversionStep packed(boolean already) {
    return ConversionStep.exact(
        already
            ? "codes are packed in blocks of another size"
            : "codes are packed for the fast scan");
  }

  private static ConversionStep unpacked() {
    return ConversionStep.exact("codes are unpacked");
  }
}
