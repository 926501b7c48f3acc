// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.VectorTransform;
import java.io.IOException;

/// What ends every transform (specification of the file format, section 3.1): i32 d_in, i32 d_out,
/// bool is_trained.
///
/// @param at where it begins in the file
/// @param in components that go in, at least 1
/// @param out components that come out, at least 1
/// @param trained whether the transform can be used
record TransformShape(long at, int in, int out, boolean trained) {

  static TransformShape read(IndexInput input) throws IOException {
    return new TransformShape(
        input.position(),
        dimension("input dimension (d_in)", input),
        dimension("output dimension (d_out)", input),
        input.bool("whether the transform is trained (is_trained)"));
  }

  private static int dimension(String what, IndexInput input) throws IOException {
    int d = input.i32("the " + what);
    if (d < 1) {
      throw input.wrong("an " + what + " of at least 1", Integer.toString(d));
    }
    return d;
  }

  static void write(VectorTransform transform, IndexOutput output) throws IOException {
    output.i32(transform.inputDimension());
    output.i32(transform.outputDimension());
    output.bool(transform.isTrained());
  }

  /// The shape of a transform that changes no dimension.
  TransformShape requireSame(IndexInput input) throws FaissFormatException {
    if (in != out) {
      throw wrongOutput(in, input);
    }
    return this;
  }

  FaissFormatException wrongOutput(int wanted, IndexInput input) {
    return input.wrong(
        at + Integer.BYTES, "an output dimension (d_out) of " + wanted, Integer.toString(out));
  }

  /// The shape of a transform that has nothing to train.
  TransformShape requireTrained(IndexInput input) throws FaissFormatException {
    if (!trained) {
      throw input.wrong(
          at + 2 * Integer.BYTES, "1 (is_trained), for there is nothing to train", "0");
    }
    return this;
  }

  /// Checks the length of an array that is there once the transform is trained.
  ///
  /// @param found entries in the file
  /// @param expected entries of a trained transform
  void requireLength(String what, int found, long expected, IndexInput input)
      throws FaissFormatException {
    long wanted = trained ? expected : 0;
    if (found != wanted) {
      throw input.wrong(
          at,
          "a transform of %d to %d dimensions, %s, with %d entries of %s"
              .formatted(in, out, trained ? "trained" : "not trained", wanted, what),
          found + " entries");
    }
  }
}
