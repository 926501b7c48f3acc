// SPDX-License-Identifier: Apache-2.0
package dev.kith;

/// Hears how training and adding go on. All methods have a default; they are called from the thread
/// that called `train` or `add`.
public interface BuildListener {

  /// Writes warnings to the system's log under the name `dev.kith`, and nothing else.
  BuildListener LOG =
      new BuildListener() {
        @Override
        public void warning(String message) {
          System.getLogger("dev.kith").log(System.Logger.Level.WARNING, message);
        }
      };

  /// Keeps quiet.
  BuildListener SILENT = new BuildListener() {};

  /// Something is not as it should be, but work goes on. Each cause is told once a build.
  ///
  /// @param message what was found, what follows from it and what would help
  default void warning(String message) {}

  /// Work has advanced.
  ///
  /// @param stage what is being done, such as `k-means`
  /// @param done steps finished, 0 to `total`
  /// @param total steps in all
  default void progress(String stage, long done, long total) {}

  /// Asked between steps.
  ///
  /// @return true to stop: the build then throws [java.util.concurrent.CancellationException], and
  ///   the index stays as it was before the call
  default boolean isCancelled() {
    return false;
  }
}
