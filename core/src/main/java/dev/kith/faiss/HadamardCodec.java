// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.HadamardRotation;
import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.List;

/// Hadamard rotations, `HRot`, of Faiss after 1.7.3 (specification of the file format, section
/// 3.1): u32 seed, and the shape. The signs follow from the seed.
final class HadamardCodec implements TransformCodec {

  private static final int LARGEST_DIMENSION = 1 << 20;

  @Override
  public List<String> types() {
    return List.of("HRot");
  }

  @Override
  public VectorTransform read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    long seed = Integer.toUnsignedLong(input.i32("the seed"));
    var shape = TransformShape.read(input).requireTrained(input);
    if (shape.in() > LARGEST_DIMENSION) {
      throw input.wrong(
          shape.at(),
          "an input dimension (d_in) of at most " + LARGEST_DIMENSION,
          Integer.toString(shape.in()));
    }
    var rotation = new HadamardRotation(shape.in(), seed);
    if (shape.out() != rotation.outputDimension()) {
      throw shape.wrongOutput(rotation.outputDimension(), input);
    }
    return rotation;
  }

  @Override
  public boolean writes(VectorTransform transform) {
    return transform instanceof HadamardRotation;
  }

  @Override
  public void write(VectorTransform transform, IndexOutput output) throws IOException {
    output.fourCc("HRot");
    output.i32((int) ((HadamardRotation) transform).seed());
    TransformShape.write(transform, output);
  }
}
