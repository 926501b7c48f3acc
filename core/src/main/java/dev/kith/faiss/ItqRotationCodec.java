// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.ItqRotation;
import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.List;

/// Rotations of ITQ, `Viqm` (specification of the file format, section 3.1): i32 max_iter, i32
/// seed, and the linear fields.
final class ItqRotationCodec implements TransformCodec {

  @Override
  public List<String> types() {
    return List.of("Viqm");
  }

  @Override
  public ItqRotation read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    int iterations = input.i32("the number of iterations (max_iter)");
    int seed = input.i32("the seed");
    var fields = LinearFields.read(reader);
    var shape = fields.shape().requireSame(input);
    return new ItqRotation(
        shape.in(), shape.out(), iterations, seed, fields.matrix(), fields.bias());
  }

  @Override
  public boolean writes(VectorTransform transform) {
    return transform instanceof ItqRotation;
  }

  @Override
  public void write(VectorTransform transform, IndexOutput output) throws IOException {
    var rotation = (ItqRotation) transform;
    output.fourCc("Viqm");
    output.i32(rotation.iterations());
    output.i32(rotation.seed());
    LinearFields.write(rotation, output);
  }
}
