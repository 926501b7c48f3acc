// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.LinearTransform;
import dev.kith.transform.Opq;
import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.List;

/// Linear transforms of which the file says no more, `LTra` (specification of the file format,
/// section 3.1); OPQ is written as one, too.
final class LinearCodec implements TransformCodec {

  @Override
  public List<String> types() {
    return List.of("LTra");
  }

  @Override
  public VectorTransform read(FourCc type, IndexReader reader) throws IOException {
    var fields = LinearFields.read(reader);
    var shape = fields.shape();
    return new LinearTransform(shape.in(), shape.out(), fields.matrix(), fields.bias());
  }

  @Override
  public boolean writes(VectorTransform transform) {
    return transform.getClass() == LinearTransform.class || transform instanceof Opq;
  }

  @Override
  public void write(VectorTransform transform, IndexOutput output) throws IOException {
    output.fourCc("LTra");
    LinearFields.write((LinearTransform) transform, output);
  }
}
