// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.Parallelism;
import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.FlatIndex;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Flat indexes (specification of the file format, section 5.1): header, then the vectors as an
/// array of ntotal * d floats. The type says what the metric says already; the metric decides.
final class FlatCodec implements IndexCodec {

  private static final IndexCodec FOR_LOOK_UPS = new FlatCodec(true);

  private final boolean forLookUps;

  private FlatCodec(boolean forLookUps) {
    this.forLookUps = forLookUps;
  }

  FlatCodec() {
    this(false);
  }

  /// What reads an index that is asked for some of its vectors, and hardly ever searched as a
  /// whole.
  static Optional<IndexCodec> forLookUps(FourCc type) {
    return FOR_LOOK_UPS.types().contains(type.letters())
        ? Optional.of(FOR_LOOK_UPS)
        : Codecs.of(type);
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
      return reader.own(FlatIndex.mapped(header.d(), metric, rows));
    }
    reader.budget().take(floats, Float.BYTES, "components of vectors", input);
    var index = reader.own(new FlatIndex(header.d(), metric));
    if (forLookUps) {
      index.lookUpOnly();
    }
    new RowReader(input).read(header.ntotal(), index.codes());
    index.filled(Parallelism.shared());
    return index;
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof FlatIndex;
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
    output.codes(((FlatIndex) index).codes());
  }
}
