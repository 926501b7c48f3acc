// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.Centering;
import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.List;

/// Centering, `VCnt` (specification of the file format, section 3.1): f32 array mean, and the
/// shape.
final class CenteringCodec implements TransformCodec {

  @Override
  public List<String> types() {
    return List.of("VCnt");
  }

  @Override
  public VectorTransform read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var mean = Arrays32.finiteFloats(reader, "entries of a mean");
    var shape = TransformShape.read(input).requireSame(input);
    shape.requireLength("the mean", mean.length, shape.in(), input);
    return shape.trained() ? new Centering(mean) : new Centering(shape.in());
  }

  @Override
  public boolean writes(VectorTransform transform) {
    return transform instanceof Centering;
  }

  @Override
  public void write(VectorTransform transform, IndexOutput output) throws IOException {
    output.fourCc("VCnt");
    Arrays32.write(((Centering) transform).mean(), output);
    TransformShape.write(transform, output);
  }
}
