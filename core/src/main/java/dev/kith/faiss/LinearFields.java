// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.LinearTransform;
import java.io.IOException;

/// What ends every linear transform (specification of the file format, section 3.1): bool
/// have_bias, f32 array A, f32 array b, and the shape. A bias that is there but not used is not
/// kept.
///
/// @param matrix A, row-major; empty if the transform is not trained
/// @param bias b; empty for none
/// @param shape see there
record LinearFields(
    @SuppressWarnings("ArrayRecordComponent") float[] matrix,
    @SuppressWarnings("ArrayRecordComponent") float[] bias,
    TransformShape shape) {

  static LinearFields read(IndexReader reader) throws IOException {
    var input = reader.input();
    boolean biased = input.bool("whether there is a bias (have_bias)");
    var matrix = Arrays32.finiteFloats(reader, "entries of a matrix (A)");
    var bias = Arrays32.finiteFloats(reader, "entries of a bias (b)");
    var shape = TransformShape.read(input);
    // the matrix twice more: packed for the way there, and for the way back
    reader.budget().take(2L * matrix.length, Float.BYTES, "entries of a packed matrix", input);
    shape.requireLength("the matrix (A)", matrix.length, (long) shape.in() * shape.out(), input);
    if (!biased) {
      return new LinearFields(matrix, new float[0], shape);
    }
    shape.requireLength("the bias (b)", bias.length, shape.out(), input);
    return new LinearFields(matrix, bias, shape);
  }

  /// Writes a transform's fields.
  ///
  /// @param biased have_bias, which an untrained transform can have as well
  static void write(LinearTransform transform, boolean biased, IndexOutput output)
      throws IOException {
    output.bool(biased);
    Arrays32.write(transform.matrix(), output);
    Arrays32.write(transform.bias(), output);
    TransformShape.write(transform, output);
  }

  static void write(LinearTransform transform, IndexOutput output) throws IOException {
    write(transform, transform.bias().length > 0, output);
  }
}
