// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.vector.VectorSource;
import org.jspecify.annotations.Nullable;

/// How long it took to make an index usable.
///
/// @param trainSeconds seconds that training took
/// @param addSeconds seconds that adding took
record BuildTimes(double trainSeconds, double addSeconds) {

  /// Trains an index and fills it.
  ///
  /// @param index empty
  /// @param sample what to train with
  /// @param vectors what to add
  /// @param ids one id a vector, or null for 0, 1, …
  /// @param options of both
  static BuildTimes build(
      Index index,
      VectorSource sample,
      VectorSource vectors,
      long @Nullable [] ids,
      BuildOptions options) {
    var time = Stopwatch.start();
    index.train(sample, options);
    double trainSeconds = time.seconds();
    time = Stopwatch.start();
    long[] own = Ids.orPositions(ids, index, vectors.size());
    if (own == null) {
      index.add(vectors, options);
    } else {
      index.add(vectors, own, options);
    }
    return new BuildTimes(trainSeconds, time.seconds());
  }
}
