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
import dev.kith.internal.index.ScalarQuantizerIndex;
import java.util.function.Supplier;

/// Codes that become other codes without training: those that have nothing to learn, and the two
/// layouts of 4-bit product codes ([ProductPlans]).
final class CodePlans {

  private CodePlans() {}

  /// One list of codes.
  static Plan flat(CodeIndex<?> source, CodeSpec target) {
    return switch (target) {
      case CodeSpec.Flat _ -> flat(source, target, decoded());
      case CodeSpec.Sq(var kind) when isReady(kind) -> flat(source, target, rounded(kind));
      case CodeSpec.Pq product -> ProductPlans.flat(source, product);
      case CodeSpec.PqFastScan product -> ProductPlans.flat(source, product);
      default -> throw needsTraining(target);
    };
  }

  private static Plan flat(CodeIndex<?> source, CodeSpec target, ConversionStep step) {
    return flat(
        source,
        step,
        () -> (CodeIndex<?>) IndexFactory.create(source.dimension(), target, source.metric()));
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
      case CodeSpec.Flat _ ->
          inLists(
              source,
              decoded(),
              () -> new IvfFlatIndex(source.quantizer(), source.listCount(), source.metric()));
      case CodeSpec.Sq(var kind) when isReady(kind) ->
          inLists(source, rounded(kind), () -> scalar(source, kind));
      case CodeSpec.Pq product -> ProductPlans.inLists(source, product);
      case CodeSpec.PqFastScan product -> ProductPlans.inLists(source, product);
      default -> throw needsTraining(target);
    };
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
  private static boolean isReady(SqKind kind) {
    return switch (kind) {
      case FP16, BF16, DIRECT, DIRECT_SIGNED -> true;
      default -> false;
    };
  }

  private static ConversionStep decoded() {
    return ConversionStep.exact("codes become the vectors that they stand for");
  }

  private static ConversionStep rounded(SqKind kind) {
    return ConversionStep.lossy(
        switch (kind) {
          case FP16 -> "components are rounded to 11 binary digits";
          case BF16 -> "components are rounded to 8 binary digits";
          default -> "components become whole numbers of one byte";
        });
  }

  static NoConversionException needsTraining(SpecNode target) {
    return new NoConversionException(
        "%s (%s) has to be trained with vectors".formatted(target, target.describe()));
  }
}
