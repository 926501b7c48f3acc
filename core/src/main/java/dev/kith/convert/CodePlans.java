// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import dev.kith.factory.CodeSpec;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IvfCodeSpec;
import dev.kith.factory.SpecNode;
import dev.kith.factory.SqKind;
import dev.kith.internal.index.BaseIvfIndex;
import dev.kith.internal.index.CodeIndex;
import dev.kith.internal.index.IvfFlatDedupIndex;
import dev.kith.internal.index.IvfFlatIndex;
import dev.kith.internal.index.IvfPqRefinedIndex;
import dev.kith.internal.index.IvfScalarQuantizerIndex;
import dev.kith.internal.index.LshIndex;
import dev.kith.internal.index.ScalarQuantizerIndex;
import java.util.function.Supplier;

/// Codes that become other codes without training: those that have nothing to learn, and the two
/// layouts of 4-bit product codes ([ProductPlans]).
final class CodePlans {

  private CodePlans() {}

  /// One list of codes.
  static Plan flat(CodeIndex<?> source, CodeSpec target) {
    if (source instanceof LshIndex) {
      throw new NoConversionException("its bits say too little of vectors to make codes of them");
    }
    return switch (target) {
      case CodeSpec.Pq product -> ProductPlans.flat(source, product);
      case CodeSpec.PqFastScan product -> ProductPlans.flat(source, product);
      default ->
          flat(
              source,
              step(target),
              () ->
                  (CodeIndex<?>) IndexFactory.create(source.dimension(), target, source.metric()));
    };
  }

  static Plan flat(CodeIndex<?> source, ConversionStep step, Supplier<CodeIndex<?>> empty) {
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
    requireListsAlone(source);
    return switch (target) {
      case CodeSpec.Pq product -> ProductPlans.inLists(source, product);
      case CodeSpec.PqFastScan product -> ProductPlans.inLists(source, product);
      default -> inLists(source, step(target), () -> empty(source, target));
    };
  }

  /// Codes in inverted lists, made of the vectors that another index has under the same ids.
  static Plan inLists(BaseIvfIndex<?> source, CodeIndex<?> finer, IvfCodeSpec target) {
    return Plan.of(
        step(target),
        work -> {
          BaseIvfIndex<?> index = work.made(empty(source, target));
          work.recoding().copy(source, finer, index);
          work.replaced(source);
          work.dropped(finer);
          return index;
        });
  }

  /// Inverted lists around the coarse quantizer that is there.
  private static BaseIvfIndex<?> empty(BaseIvfIndex<?> source, IvfCodeSpec target) {
    return target instanceof CodeSpec.Sq(var kind)
        ? scalar(source, kind)
        : new IvfFlatIndex(source.quantizer(), source.listCount(), source.metric());
  }

  /// Some types hold more than what is in their lists.
  private static void requireListsAlone(BaseIvfIndex<?> source) {
    switch (source) {
      case IvfPqRefinedIndex _ ->
          throw new NoConversionException("it has a second code beside each, which would be lost");
      case IvfFlatDedupIndex _ ->
          throw new NoConversionException("its lists hold equal vectors only once");
      default -> {}
    }
  }

  static Plan inLists(
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

  /// As index strings have it: codes of residuals.
  private static BaseIvfIndex<?> scalar(BaseIvfIndex<?> source, SqKind kind) {
    var flat = new CodeSpec.Sq(kind);
    try (var like = IndexFactory.create(source.dimension(), flat, source.metric())) {
      var codec = ((ScalarQuantizerIndex) like).scalarQuantizer();
      return new IvfScalarQuantizerIndex(
          source.quantizer(), source.listCount(), source.metric(), codec, true);
    }
  }

  /// Whether there is nothing to learn.
  static boolean isReady(SpecNode code) {
    return switch (code) {
      case CodeSpec.Flat _ -> true;
      case CodeSpec.Sq(var kind) ->
          switch (kind) {
            case FP16, BF16, DIRECT, DIRECT_SIGNED -> true;
            default -> false;
          };
      default -> false;
    };
  }

  /// What becomes of vectors.
  private static ConversionStep step(SpecNode target) {
    if (!isReady(target)) {
      throw needsTraining(target);
    }
    return target instanceof CodeSpec.Sq(var kind)
        ? ConversionStep.lossy(
            switch (kind) {
              case FP16 -> "components are rounded to 11 binary digits";
              case BF16 -> "components are rounded to 8 binary digits";
              default -> "components become whole numbers of one byte";
            })
        : ConversionStep.exact("codes become the vectors that they stand for");
  }

  static NoConversionException needsTraining(SpecNode target) {
    return new NoConversionException(
        "%s (%s) has to be trained with vectors".formatted(target, target.describe()));
  }
}
