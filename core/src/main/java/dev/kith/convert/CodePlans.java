// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.factory.CodeSpec;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IvfCodeSpec;
import dev.kith.factory.SpecNode;
import dev.kith.internal.index.BaseIvfIndex;
import dev.kith.internal.index.CodeIndex;
import dev.kith.internal.index.IvfFlatIndex;
import java.util.function.Supplier;

/// Codes that become other codes without training.
final class CodePlans {

  private CodePlans() {}

  /// One list of codes.
  static Plan flat(CodeIndex<?> source, CodeSpec target) {
    return switch (target) {
      case CodeSpec.Flat _ -> flat(source, target, decoded());
      default -> throw needsTraining(target);
    };
  }

  private static Plan flat(CodeIndex<?> source, CodeSpec target, ConversionStep step) {
    return flat(
        source,
        step,
        () -> (CodeIndex<?>) IndexFactory.create(source.dimension(), target, source.metric()));
  }

  private static Plan flat(CodeIndex<?> source, ConversionStep step, Supplier<CodeIndex<?>> empty) {
    return Plan.of(
        step,
        work -> {
          CodeIndex<?> index = work.made(empty.get());
          work.recoding().copy(source, index);
          work.replaced(source);
          return index;
        });
  }

  /// Codes in inverted lists; the lists stay as they are.
  static Plan inLists(BaseIvfIndex<?> source, IvfCodeSpec target) {
    return switch (target) {
      case CodeSpec.Flat _ ->
          inLists(
              source,
              decoded(),
              () -> new IvfFlatIndex(source.quantizer(), source.listCount(), source.metric()));
      default -> throw needsTraining(target);
    };
  }

  private static Plan inLists(
      BaseIvfIndex<?> source, ConversionStep step, Supplier<BaseIvfIndex<?>> empty) {
    return Plan.of(
        step,
        work -> {
          BaseIvfIndex<?> index = work.made(empty.get());
          work.recoding().copy(source, index);
          work.replaced(source);
          return index;
        });
  }

  private static ConversionStep decoded() {
    return ConversionStep.exact("codes become the vectors that they stand for");
  }

  private static NoConversionException needsTraining(SpecNode target) {
    return new NoConversionException(
        "%s (%s) has to be trained with vectors".formatted(target, target.describe()));
  }
}
