// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.PqIndex;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.util.List;

/// Product codes, `IxPq` (specification of the file format, section 5.1): header, product
/// quantizer, u8 array of codes, i32 search_type, bool encode_signs, i32 polysemous_ht. In the old
/// `IxPo` the metric is L2 whatever the header says, and the older `IxPQ` ends with the codes.
final class PqCodec implements IndexCodec {

  private static final FourCc CURRENT = FourCc.of("IxPq");
  private static final FourCc OLDEST = FourCc.of("IxPQ");

  @Override
  public List<String> types() {
    return List.of("IxPq", "IxPo", "IxPQ");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IndexHeader.read(input);
    var metric = type.equals(CURRENT) ? header.metric(input) : Metric.L2;
    var quantizer = StoredProduct.read(header, reader);
    long bytes = input.count(1, "bytes of the codes");
    if (bytes % quantizer.codeSize() != 0 || bytes / quantizer.codeSize() != header.ntotal()) {
      throw input.wrong(
          "ntotal * code_size (%d * %d) bytes of the codes"
              .formatted(header.ntotal(), quantizer.codeSize()),
          Long.toString(bytes));
    }
    if (!header.trained() && bytes > 0) {
      throw header.wrongTrained("true (is_trained), as there are codes", input);
    }
    reader.budget().take(header.ntotal(), quantizer.codeSize(), "codes", input);
    var index = reader.own(new PqIndex(quantizer, metric));
    new RowReader(input).read(header.ntotal(), index.codes());
    if (!type.equals(OLDEST)) {
      index.restore(readSettings(input));
    }
    return index;
  }

  private static PqIndex.Settings readSettings(IndexInput input) throws IOException {
    return new PqIndex.Settings(
        input.i32("the type of the search (search_type)"),
        input.bool("whether queries are encoded by signs (encode_signs)"),
        input.i32("the threshold of Hamming distances (polysemous_ht)"));
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof PqIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var pq = (PqIndex) index;
    var output = writer.output();
    output.fourCc("IxPq");
    IndexHeader.write(pq, output);
    StoredProduct.write(pq.quantizer(), output);
    output.i64(pq.size() * pq.quantizer().codeSize());
    output.codes(pq.codes());
    output.i32(pq.settings().searchType());
    output.bool(pq.settings().encodeSigns());
    output.i32(pq.settings().hammingThreshold());
  }
}
