// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.Normalization;
import dev.kith.transform.VectorTransform;
import java.io.IOException;

/// Normalisation, `VNrm` (specification of the file format, section 3.1): f32 norm, always 2; i32
/// d_in; i32 d_out, the same; bool is_trained, always 1.
final class NormalizationCodec implements TransformCodec {

  private static final float EUCLIDEAN = 2;

  @Override
  public String type() {
    return "VNrm";
  }

  @Override
  public VectorTransform read(IndexInput input) throws IOException {
    float norm = input.f32("the norm");
    if (norm != EUCLIDEAN) {
      throw input.wrong("2, the Euclidean norm", Float.toString(norm));
    }
    int d = input.i32("the input dimension (d_in)");
    if (d < 1) {
      throw input.wrong("an input dimension (d_in) of at least 1", Integer.toString(d));
    }
    int out = input.i32("the output dimension (d_out)");
    if (out != d) {
      throw input.wrong("an output dimension (d_out) of " + d, Integer.toString(out));
    }
    if (!input.bool("whether the transform is trained (is_trained)")) {
      throw input.wrong("1 (is_trained), for there is nothing to train", "0");
    }
    return new Normalization(d);
  }

  @Override
  public boolean writes(VectorTransform transform) {
    return transform instanceof Normalization;
  }

  @Override
  public void write(VectorTransform transform, IndexOutput output) throws IOException {
    output.fourCc(type());
    output.f32(EUCLIDEAN);
    output.i32(transform.inputDimension());
    output.i32(transform.outputDimension());
    output.bool(transform.isTrained());
  }
}
