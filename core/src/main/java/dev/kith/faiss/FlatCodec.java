// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.CodeIndex;
import dev.kith.internal.index.FlatIndex;
import dev.kith.internal.index.FlatRowsIndex;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;

/// Flat indexes (specification of the file format, section 5.1): header, then the vectors as an
/// array of ntotal * d floats. The type says what the metric says already; the metric decides.
final class FlatCodec implements IndexCodec {

  private final BiFunction<Integer, Metric, CodeIndex<?>> empty;

  /// @param empty makes an index of a dimension and a metric, in one layout or the other
  FlatCodec(BiFunction<Integer, Metric, CodeIndex<?>> empty) {
    this.empty = empty;
  }

  @Override
  public List<String> types() {
    return List.of("IxF2", "IxFI", "IxFl");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IndexHeader.read(input);
    var metric = header.metric(input);
    if (!header.trained()) {
      throw header.wrongTrained(
          "true (is_trained) for a flat index, which has nothing to train", input);
    }
    long floats = input.count(Float.BYTES, "components of the vectors");
    if (floats % header.d() != 0 || floats / header.d() != header.ntotal()) {
      throw input.wrong(
          "ntotal * d (%d * %d) components of the vectors".formatted(header.ntotal(), header.d()),
          Long.toString(floats));
    }
    if (reader.mapsFloats() && reader.isOutermost()) {
      var rows = input.map(floats * Float.BYTES, "components of the vectors");
      return reader.own(FlatRowsIndex.mapped(header.d(), metric, rows));
    }
    reader.budget().take(floats, Float.BYTES, "components of vectors", input);
    var index = reader.own(empty.apply(header.d(), metric));
    new RowReader(input).read(header.ntotal(), index.codes());
    return index;
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof FlatIndex || index instanceof FlatRowsIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var output = writer.output();
    output.fourCc(
        switch (index.metric().kind()) {
          case L2 -> "IxF2";
          case INNER_PRODUCT -> "IxFI";
          default -> "IxFl";
        });
    IndexHeader.write(index, output);
    output.i64(index.size() * index.dimension());
    output.codes(((CodeIndex<?>) index).codes());
  }
}
