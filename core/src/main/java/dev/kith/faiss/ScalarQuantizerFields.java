// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.quantize.RangeStatistic;
import dev.kith.internal.quantize.ScalarQuantizer;
import dev.kith.internal.quantize.ScalarType;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Scalar quantizers inside an index (specification of the file format, section 3.3): i32 type, i32
/// statistic, f32 its argument, u64 d, u64 code_size, and an array of what was learnt: lower
/// bounds, then extents.
final class ScalarQuantizerFields {

  private static final int FIRST_NOT_READ = 10;

  /// The types after those that are read here, from 10 on (section 6.2).
  private static final List<String> NOT_READ =
      List.of(
          "1bit_tqmse",
          "2bit_tqmse",
          "3bit_tqmse",
          "4bit_tqmse",
          "8bit_tqmse",
          "2bit_tq",
          "3bit_tq",
          "4bit_tq",
          "5bit_tq",
          "1bit_eden",
          "2bit_eden",
          "3bit_eden",
          "4bit_eden",
          "5bit_eden",
          "6bit_eden",
          "7bit_eden",
          "8bit_eden");

  private ScalarQuantizerFields() {}

  /// Reads a quantizer.
  ///
  /// @param header of the index that owns it
  static ScalarQuantizer read(IndexHeader header, IndexReader reader) throws IOException {
    var input = reader.input();
    var type = type(input);
    var statistic = statistic(input);
    float argument = input.f32("the argument of the range statistic (rangestat_arg)");
    long d = input.u64("the dimension of the scalar quantizer (d)");
    if (d != header.d()) {
      throw input.wrong("a dimension of " + header.d() + ", as the index has", "" + d);
    }
    var quantizer = new ScalarQuantizer(header.d(), type, statistic, argument);
    long codeSize = input.u64("the size of a code (code_size)");
    checkCodeSize(codeSize, quantizer, input);
    readTrained(quantizer, header, reader);
    return quantizer;
  }

  private static ScalarType type(IndexInput input) throws IOException {
    int code = input.i32("the type of the scalar quantizer (qtype)");
    for (var type : ScalarType.values()) {
      if (type.fileCode() == code) {
        return type;
      }
    }
    boolean known = code >= FIRST_NOT_READ && code < FIRST_NOT_READ + NOT_READ.size();
    throw input.wrong(
        Stream.of(ScalarType.values())
            .map(type -> type.fileCode() + " " + type.text())
            .collect(Collectors.joining(", ", "a type of scalar quantizer (qtype): ", "")),
        known
            ? code + " " + NOT_READ.get(code - FIRST_NOT_READ) + ", which this version cannot read"
            : Integer.toString(code));
  }

  private static RangeStatistic statistic(IndexInput input) throws IOException {
    int code = input.i32("the statistic that bounds are chosen by (rangestat)");
    for (var statistic : RangeStatistic.values()) {
      if (statistic.fileCode() == code) {
        return statistic;
      }
    }
    throw input.wrong("a range statistic: 0 minmax, 1 meanstd, 2 quantiles, 3 optim", "" + code);
  }

  /// Checks a size that follows from the quantizer.
  static void checkCodeSize(long codeSize, ScalarQuantizer quantizer, IndexInput input)
      throws FaissFormatException {
    if (codeSize != quantizer.codeSize()) {
      throw input.wrong(
          "a code_size of %d, as %s codes of dimension %d have"
              .formatted(quantizer.codeSize(), quantizer.type().text(), quantizer.dimension()),
          Long.toString(codeSize));
    }
  }

  /// What was learnt is there if and only if the index is trained.
  private static void readTrained(ScalarQuantizer quantizer, IndexHeader header, IndexReader reader)
      throws IOException {
    var trained = Arrays32.finiteFloats(reader, "bounds of components");
    int expected = header.trained() ? quantizer.type().trainedCount(header.d()) : 0;
    if (trained.length != expected) {
      throw reader
          .input()
          .wrong(
              "%d bounds of components for %s %s quantizer"
                  .formatted(
                      expected,
                      header.trained() ? "a trained" : "an untrained",
                      quantizer.type().text()),
              Integer.toString(trained.length));
    }
    if (header.trained()) {
      quantizer.restore(trained);
    } else if (header.ntotal() > 0) {
      throw header.wrongTrained("true (is_trained) for an index with vectors", reader.input());
    }
  }

  static void write(ScalarQuantizer quantizer, IndexOutput output) throws IOException {
    output.i32(quantizer.type().fileCode());
    output.i32(quantizer.statistic().fileCode());
    output.f32(quantizer.argument());
    output.i64(quantizer.dimension());
    output.i64(quantizer.codeSize());
    Arrays32.write(quantizer.trained(), output);
  }
}
