// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.RandomRotation;
import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.List;

/// Random rotations, `rrot` (specification of the file format, section 3.1). The seed is not
/// stored.
final class RandomRotationCodec implements TransformCodec {

  @Override
  public List<String> types() {
    return List.of("rrot");
  }

  @Override
  public VectorTransform read(FourCc type, IndexReader reader) throws IOException {
    var fields = LinearFields.read(reader);
    var shape = fields.shape();
    return new RandomRotation(shape.in(), shape.out(), fields.matrix(), fields.bias());
  }

  @Override
  public boolean writes(VectorTransform transform) {
    return transform instanceof RandomRotation;
  }

  @Override
  public void write(VectorTransform transform, IndexOutput output) throws IOException {
    output.fourCc("rrot");
    LinearFields.write((RandomRotation) transform, output);
  }
}
