// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/// How to train and fill an index. Immutable; every method returns a new instance.
public final class BuildOptions {

  private static final BuildOptions DEFAULTS =
      new BuildOptions(
          BuildListener.LOG, Parallelism.shared(), OptionalLong.empty(), Long.MAX_VALUE);

  private final BuildListener listener;
  private final Parallelism parallelism;
  private final OptionalLong seed;
  private final long trainingVectors;

  private BuildOptions(
      BuildListener listener, Parallelism parallelism, OptionalLong seed, long trainingVectors) {
    this.listener = listener;
    this.parallelism = parallelism;
    this.seed = seed;
    this.trainingVectors = trainingVectors;
  }

  /// Warnings go to the system's log, threads are the shared ones, the seed is Faiss's.
  ///
  /// @return the defaults
  public static BuildOptions defaults() {
    return DEFAULTS;
  }

  /// Who hears of progress and warnings, and may cancel.
  ///
  /// @param heard called from the thread that builds
  /// @return new options
  public BuildOptions listener(BuildListener heard) {
    return new BuildOptions(Objects.requireNonNull(heard), parallelism, seed, trainingVectors);
  }

  /// At most `threads` of the shared threads, the caller's among them.
  ///
  /// @param threads at least 1
  /// @return new options
  public BuildOptions threads(int threads) {
    return new BuildOptions(listener, Parallelism.of(threads), seed, trainingVectors);
  }

  /// Threads of the caller's.
  ///
  /// @param executor runs parts of the work
  /// @param threads how many parts at once, the calling thread's own among them
  /// @return new options
  public BuildOptions executor(Executor executor, int threads) {
    return new BuildOptions(listener, Parallelism.of(executor, threads), seed, trainingVectors);
  }

  /// Another seed than Faiss's for everything random. The same seed gives the same bytes at any
  /// number of threads.
  ///
  /// @param value any number
  /// @return new options
  public BuildOptions seed(long value) {
    return new BuildOptions(listener, parallelism, OptionalLong.of(value), trainingVectors);
  }

  /// Trains with so many vectors at most, chosen at random: for memory and time that are short.
  ///
  /// @param most at least 1; more than there are changes nothing
  /// @return new options
  public BuildOptions trainingVectors(long most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "training with " + most + " vectors at most; pass at least 1");
    }
    return new BuildOptions(listener, parallelism, seed, most);
  }

  /// Who hears of progress and warnings.
  ///
  /// @return the listener
  public BuildListener listener() {
    return listener;
  }

  /// The threads to use.
  ///
  /// @return executor and width
  public Parallelism parallelism() {
    return parallelism;
  }

  /// The seed, if one was given.
  ///
  /// @return nothing where each part is to use the seed that Faiss uses
  public OptionalLong seed() {
    return seed;
  }

  /// How many vectors to train with, at most.
  ///
  /// @return [Long#MAX_VALUE] where each part of an index takes as many as it looks at
  public long trainingVectors() {
    return trainingVectors;
  }
}
