// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.Normalization;
import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.List;

/// Normalisation, `VNrm` (specification of the file format, section 3.1): f32 norm, always 2; i32
/// d_in; i32 d_out, the same; bool is_trained, always 1.
final class NormalizationCodec implements TransformCodec {

  private static final float EUCLIDEAN = 2;

  @Override
  public List<String> types() {
    return List.of("VNrm");
  }

  @Override
  public VectorTransform read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    float norm = input.f32("the norm");
    if (norm != EUCLIDEAN) {
      throw input.wrong("2, the Euclidean norm", Float.toString(norm));
    }
    return new Normalization(
        TransformShape.read(input).requireSame(input).requireTrained(input).in());
  }

  @Override
  public boolean writes(VectorTransform transform) {
    return transform instanceof Normalization;
  }

  @Override
  public void write(VectorTransform transform, IndexOutput output) throws IOException {
    output.fourCc("VNrm");
    output.f32(EUCLIDEAN);
    TransformShape.write(transform, output);
  }
}
