// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

import dev.kith.factory.CodeSpec;
import dev.kith.factory.IvfCodeSpec;
import dev.kith.factory.SpecNode;
import dev.kith.factory.TransformSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Guidelines about product codes: the parts that a vector is cut into, and fast scan.
final class ProductRules {

  /// Components of a part that 4 bits are enough for.
  private static final int FAST_SCAN_PART = 2;

  private ProductRules() {}

  /// Without this an index cannot be made.
  static Optional<Advice> equalParts(Situation situation) {
    int d = situation.line().dimension();
    return parts(situation.code()).stream()
        .filter(m -> d % m != 0)
        .mapToObj(m -> {
          int better = nearestDivisor(d, m);
          return new Advice(
              String.format(
                  Locale.ROOT,
                  "%s cuts a vector into %d equal parts, and %d components cannot be cut so; write %s",
                  situation.code(),
                  m,
                  d,
                  situation.code().toString().replaceFirst("PQ" + m, "PQ" + better)),
              Sources.PRODUCT_QUANTIZATION);
        })
        .findFirst();
  }

  /// The last OPQ in front is for the product code that follows.
  static Optional<Advice> partsOfTransform(Situation situation) {
    OptionalInt parts = parts(situation.code());
    return opq(situation)
        .filter(opq -> parts.isPresent() && opq.m() != parts.getAsInt())
        .map(opq ->
            new Advice(
                String.format(
                    Locale.ROOT,
                    "%s turns vectors for codes of %d parts, and %s has %d; write %s",
                    opq,
                    opq.m(),
                    situation.code(),
                    parts.getAsInt(),
                    new TransformSpec.Opq(parts.getAsInt(), opq.dimension())),
                Sources.OPTIMIZED_PRODUCT_QUANTIZATION));
  }

  /// Behind OPQ, where memory counts most, longer parts are recommended as well.
  static Optional<Advice> partsOfFastScan(Situation situation) {
    int d = situation.line().dimension();
    return fastScan(situation)
        .filter(fast -> opq(situation).isEmpty() && d % FAST_SCAN_PART == 0)
        .filter(fast -> fast.m() * FAST_SCAN_PART != d && d % fast.m() == 0)
        .map(fast ->
            new Advice(
                String.format(
                    Locale.ROOT,
                    "%s gives 4 bits to every %s of %d components, and parts of %d are recommended;"
                        + " write %s",
                    fast,
                    d / fast.m() == 1 ? "single one" : d / fast.m(),
                    d,
                    FAST_SCAN_PART,
                    new CodeSpec.PqFastScan(d / FAST_SCAN_PART, fast.byResidual(), fast.block())),
                Sources.TIPS));
  }

  /// Behind OPQ, where memory counts most, there is no place for finer vectors.
  static Optional<Advice> fastScanAlone(Situation situation) {
    return fastScan(situation)
        .filter(_ -> !situation.line().refined() && opq(situation).isEmpty())
        .map(fast ->
            new Advice(
                String.format(
                    Locale.ROOT,
                    "%s alone finds about 7 of 10 neighbours, as 4 bits a part are rough; write %s,RFlat,"
                        + " which ranks the best again, and search with k_factor 4 (--k-factor 4)",
                    fast,
                    situation.spec()),
                Sources.TIPS + "; " + Sources.MEASURED));
  }

  private static Optional<CodeSpec.PqFastScan> fastScan(Situation situation) {
    return situation.code() instanceof CodeSpec.PqFastScan fast
        ? Optional.of(fast)
        : Optional.empty();
  }

  private static Optional<TransformSpec.Opq> opq(Situation situation) {
    return situation.line().transforms().stream()
        .filter(TransformSpec.Opq.class::isInstance)
        .map(TransformSpec.Opq.class::cast)
        .reduce((_, last) -> last);
  }

  private static OptionalInt parts(SpecNode code) {
    return switch (code) {
      case CodeSpec.Pq pq -> OptionalInt.of(pq.m());
      case CodeSpec.PqFastScan pq -> OptionalInt.of(pq.m());
      case IvfCodeSpec.RefinedPq pq -> OptionalInt.of(pq.m());
      default -> OptionalInt.empty();
    };
  }

  /// The larger one where two are equally near.
  private static int nearestDivisor(int d, int number) {
    return IntStream.rangeClosed(1, d)
        .filter(n -> d % n == 0)
        .reduce(
            1, (one, other) -> Math.abs(other - number) <= Math.abs(one - number) ? other : one);
  }
}
