// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What every index begins with (specification of the file format, section 2).
///
/// | bytes | field |
/// |---|---|
/// | 4 | d, components of a vector |
/// | 8 | ntotal, number of vectors |
/// | 8 + 8 | 2^20, twice, ignored |
/// | 1 | whether the index is trained |
/// | 4 | metric |
/// | 4 | argument of the metric; only if the metric is greater than 1 |
///
/// @param start position of the first field, after the fourcc
/// @param d 1 to 2^20
/// @param ntotal 0 to 2^48
/// @param trained as the file has it
/// @param kind the metric
/// @param argument of the metric; 0 where there is none
record IndexHeader(
    long start, int d, long ntotal, boolean trained, Metric.Kind kind, float argument) {

  private static final int NTOTAL_AT = 4;
  private static final int TRAINED_AT = 28;
  private static final int METRIC_AT = 29;
  private static final int ARGUMENT_AT = 33;
  private static final int MOST_DIMENSIONS = 1 << 20;

  /// No address space has room for more.
  private static final long MOST_VECTORS = 1L << 48;

  private static final long UNUSED = 1 << 20;
  private static final int GOWER = 25;

  static IndexHeader read(IndexInput input) throws IOException {
    long start = input.position();
    int d = input.i32("the dimension (d)");
    if (d < 1 || d > MOST_DIMENSIONS) {
      throw input.wrong("a dimension (d) of 1 to " + MOST_DIMENSIONS, Integer.toString(d));
    }
    long ntotal = input.i64("the number of vectors (ntotal)");
    if (ntotal < 0 || ntotal > MOST_VECTORS) {
      throw input.wrong(
          "a number of vectors (ntotal) of 0 to " + MOST_VECTORS, Long.toString(ntotal));
    }
    input.i64("an unused field");
    input.i64("an unused field");
    boolean trained = input.bool("whether the index is trained (is_trained)");
    var kind = kind(input);
    float argument = hasArgument(kind) ? input.f32("the argument of the metric (metric_arg)") : 0;
    return new IndexHeader(start, d, ntotal, trained, kind, argument);
  }

  /// The header that an index gets.
  ///
  /// @param argument of the metric
  static void write(BaseIndex index, float argument, IndexOutput output) throws IOException {
    output.i32(index.dimension());
    output.i64(index.size());
    output.i64(UNUSED);
    output.i64(UNUSED);
    output.bool(index.isTrained());
    output.i32(index.metric().kind().code());
    if (hasArgument(index.metric().kind())) {
      output.f32(argument);
    }
  }

  /// The header of an index that compares vectors itself.
  static void write(BaseIndex index, IndexOutput output) throws IOException {
    write(index, index.metric().argument(), output);
  }

  /// The header of an index around another one. Faiss leaves the argument of the metric there at 0.
  static void writeWrapper(BaseIndex index, IndexOutput output) throws IOException {
    write(index, 0, output);
  }

  private static boolean hasArgument(Metric.Kind kind) {
    return kind.code() > 1;
  }

  private static Metric.Kind kind(IndexInput input) throws IOException {
    int code = input.i32("the metric (metric_type)");
    for (var kind : Metric.Kind.values()) {
      if (kind.code() == code) {
        return kind;
      }
    }
    throw input.wrong(
        Arrays.stream(Metric.Kind.values())
            .map(kind -> kind.code() + " " + kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "a metric (metric_type): ", "")),
        code == GOWER ? "25, Gower's, which this version does not have" : Integer.toString(code));
  }

  /// The metric with its argument, for an index that compares vectors itself.
  Metric metric(IndexInput input) throws FaissFormatException {
    if (kind == Metric.Kind.LP && !(argument > 0 && argument < Float.POSITIVE_INFINITY)) {
      throw input.wrong(
          start + ARGUMENT_AT, "a positive exponent of the Lp metric (metric_arg)", "" + argument);
    }
    return new Metric(kind, argument);
  }

  /// Checks what the header of a wrapper repeats of the index inside. An index inside may have been
  /// trained since, behind the wrapper's back.
  void checkAround(BaseIndex inner, IndexInput input) throws FaissFormatException {
    if (ntotal != inner.size()) {
      throw wrongSize(inner.size() + ", as the index inside has", input);
    }
    if (kind != inner.metric().kind()) {
      throw input.wrong(
          start + METRIC_AT,
          "the metric of the index inside, " + inner.metric().kind(),
          kind.toString());
    }
    if (trained && !inner.isTrained()) {
      throw wrongTrained("false (is_trained), as the index inside has", input);
    }
  }

  /// Checks what the header of a wrapper with the vectors of the index inside repeats of it.
  void checkSame(BaseIndex inner, IndexInput input) throws FaissFormatException {
    checkAround(inner, input);
    if (d != inner.dimension()) {
      throw wrongDimension(inner.dimension() + ", as the index inside has", input);
    }
  }

  /// Checks that there are no codes by a quantizer that has not learned anything.
  void checkTrained(IndexInput input) throws FaissFormatException {
    if (!trained && ntotal > 0) {
      throw wrongTrained("true (is_trained), as there are vectors", input);
    }
  }

  FaissFormatException wrongDimension(String expected, IndexInput input) {
    return input.wrong(start, "a dimension (d) of " + expected, Integer.toString(d));
  }

  FaissFormatException wrongMetric(String expected, IndexInput input) {
    return input.wrong(start + METRIC_AT, "a metric (metric_type) of " + expected, kind.toString());
  }

  FaissFormatException wrongTrained(String expected, IndexInput input) {
    return input.wrong(start + TRAINED_AT, expected, Boolean.toString(trained));
  }

  FaissFormatException wrongSize(String expected, IndexInput input) {
    return input.wrong(
        start + NTOTAL_AT, "a number of vectors (ntotal) of " + expected, Long.toString(ntotal));
  }
}
