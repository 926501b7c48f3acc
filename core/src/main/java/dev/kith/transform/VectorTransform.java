// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.BuildOptions;
import dev.kith.vector.Vectors;

/// Maps vectors of one dimension to vectors of another (specification of the factory, section
/// 2.10). Once trained, safe for any number of threads.
///
/// Equal transforms do the same to every vector; indexes can be merged if theirs are equal. The
/// hash code stays the same when a transform is trained.
public interface VectorTransform {

  /// Components that go in.
  ///
  /// @return d_in
  int inputDimension();

  /// Components that come out.
  ///
  /// @return d_out
  int outputDimension();

  /// Whether vectors can be transformed.
  ///
  /// @return true once trained, or if there is nothing to train
  boolean isTrained();

  /// How many vectors the transform looks at in training, at most.
  ///
  /// @return a number that may depend on the dimension; more vectors than that are no use
  default long trainingVectors() {
    return Long.MAX_VALUE;
  }

  /// Learns what the transform needs to know of the data.
  ///
  /// @param sample n x d_in
  /// @param options listener, seed, threads
  void train(Vectors sample, BuildOptions options);

  /// A transform with the same settings that has learned nothing. Training is tried on it, so that
  /// a training that fails leaves no trace.
  ///
  /// @return this transform, if there is nothing to train
  default VectorTransform untrained() {
    return this;
  }

  /// Transforms vectors.
  ///
  /// @param vectors n x d_in, left as they are
  /// @return n x d_out
  Vectors apply(Vectors vectors);

  /// Transforms back, as far as that is possible.
  ///
  /// @param vectors n x d_out, left as they are
  /// @return n x d_in
  /// @throws UnsupportedOperationException if the transform has no inverse
  Vectors reverse(Vectors vectors);

  /// Memory of what was learned.
  ///
  /// @return bytes
  default long memoryBytes() {
    return 0;
  }

  /// What the transform is called in an index string.
  ///
  /// @return such as `L2norm`
  String name();
}
