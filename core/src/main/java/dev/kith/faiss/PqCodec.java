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
    header.checkTrained(input);
    var index = reader.own(new PqIndex(quantizer, metric));
    StoredCodes.read(index.codes(), header, reader);
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
    StoredCodes.write(pq.codes(), output);
    output.i32(pq.settings().searchType());
    output.bool(pq.settings().encodeSigns());
    output.i32(pq.settings().hammingThreshold());
  }
}
