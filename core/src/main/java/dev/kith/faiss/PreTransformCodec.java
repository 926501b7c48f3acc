// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.PreTransformIndex;
import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Transforms in front of an index, `IxPT` (specification of the file format, section 5.4): header,
/// i32 number of transforms, the transforms, the index behind them.
final class PreTransformCodec implements IndexCodec {

  private static final int MOST_TRANSFORMS = 64;

  @Override
  public List<String> types() {
    return List.of("IxPT");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IndexHeader.read(input);
    var chain = readChain(header.d(), reader);
    long start = input.position();
    var inner = reader.index("the index behind the transforms");
    checkDimension(chain.getLast().outputDimension(), inner.dimension(), start, input);
    header.checkAround(inner, input);
    return reader.own(new PreTransformIndex(chain, inner));
  }

  private static List<VectorTransform> readChain(int d, IndexReader reader) throws IOException {
    var input = reader.input();
    int count = input.i32("the number of transforms");
    if (count < 1 || count > MOST_TRANSFORMS) {
      throw input.wrong("1 to " + MOST_TRANSFORMS + " transforms", Integer.toString(count));
    }
    var chain = new ArrayList<VectorTransform>();
    int given = d;
    for (int i = 0; i < count; i++) {
      long start = input.position();
      var transform = TransformCodecs.read(reader);
      checkDimension(given, transform.inputDimension(), start, input);
      chain.add(transform);
      given = transform.outputDimension();
    }
    return chain;
  }

  private static void checkDimension(int given, int wanted, long start, IndexInput input)
      throws FaissFormatException {
    if (given != wanted) {
      throw input.wrong(
          start, "a part that takes vectors of dimension " + given, "one that takes " + wanted);
    }
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof PreTransformIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var transformed = (PreTransformIndex) index;
    var output = writer.output();
    output.fourCc("IxPT");
    IndexHeader.writeWrapper(transformed, output);
    output.i32(transformed.chain().size());
    for (var transform : transformed.chain()) {
      TransformCodecs.write(transform, output);
    }
    writer.index(transformed.inner());
  }
}
