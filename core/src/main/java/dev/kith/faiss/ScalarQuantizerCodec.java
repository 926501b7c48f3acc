// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.ScalarQuantizerIndex;
import java.io.IOException;
import java.util.List;

/// Codes of a scalar quantizer, `IxSQ` (specification of the file format, section 5.1): header,
/// quantizer, ntotal codes.
final class ScalarQuantizerCodec implements IndexCodec {

  @Override
  public List<String> types() {
    return List.of("IxSQ");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IndexHeader.read(input);
    var metric = header.metric(input);
    var quantizer = ScalarQuantizerFields.read(header, reader);
    if (!header.trained() && quantizer.isTrained()) {
      throw header.wrongTrained(
          "true (is_trained) for %s codes, which have nothing to train"
              .formatted(quantizer.type().text()),
          input);
    }
    var index = reader.own(new ScalarQuantizerIndex(quantizer, metric));
    StoredCodes.read(index.codes(), header, reader);
    return index;
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof ScalarQuantizerIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var scalar = (ScalarQuantizerIndex) index;
    var output = writer.output();
    output.fourCc("IxSQ");
    IndexHeader.write(index, output);
    ScalarQuantizerFields.write(scalar.scalarQuantizer(), output);
    StoredCodes.write(scalar.codes(), output);
  }
}
