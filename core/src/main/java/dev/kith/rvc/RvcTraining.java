// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.factory.IndexFactory;
import dev.kith.faiss.FaissFiles;
import dev.kith.index.IvfIndex;
import dev.kith.io.Npy;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/// Trains the index of a voice as RVC does (specification of the factory, section 5.1): features of
/// an experiment folder, joined in the order of their names, into `IVF{n},Flat` with L2.
///
/// Everything is written into the experiment folder under RVC's own names, each file atomically and
/// in RVC's order: `total_fea.npy`, `trained_….index`, `added_….index`. What is there already under
/// these names is replaced.
public final class RvcTraining {

  private static final long BATCH = 8192;

  private RvcTraining() {}

  /// Trains, fills and saves an index.
  ///
  /// @param experiment folder with `3_feature256` or `3_feature768`
  /// @param options version, rule, name, threads
  /// @return files, sizes and times
  /// @throws IOException if features are missing or damaged, or a file cannot be written; the
  ///   message says which and what to do
  /// @throws CancellationException if the listener wants it; files of earlier steps stay
  public static RvcReport train(Path experiment, RvcOptions options) throws IOException {
    RvcVersion version = options.version();
    FeatureFolder folder =
        version == null ? FeatureFolder.find(experiment) : FeatureFolder.find(experiment, version);
    Vectors frames = folder.read();
    RvcPlan plan = options.rule().plan(frames.size());
    plan.warning().ifPresent(options.build().listener()::warning);
    String name = options.name() == null ? folder.name() : options.name();
    Path features = experiment.resolve("total_fea.npy");
    Path trained = experiment.resolve(plan.trainedFileName(name, folder.version()));
    Path added = experiment.resolve(plan.addedFileName(name, folder.version()));

    Npy.write(features, frames);
    try (Index index = IndexFactory.create(frames.dimension(), plan.factory(), Metric.L2)) {
      long start = System.nanoTime();
      index.train(frames, options.build());
      ((IvfIndex) index).setNprobe(plan.nprobe());
      double trainSeconds = secondsSince(start);
      FaissFiles.write(index, trained);
      start = System.nanoTime();
      add(index, frames, options.build());
      double addSeconds = secondsSince(start);
      FaissFiles.write(index, added);
      return new RvcReport(
          features,
          trained,
          added,
          folder.version(),
          folder.files().size(),
          plan,
          trainSeconds,
          addSeconds);
    }
  }

  /// In batches, so that progress can be told and the work can be cancelled.
  private static void add(Index index, Vectors frames, BuildOptions options) {
    BuildListener listener = options.listener();
    for (long from = 0; from < frames.size(); from += BATCH) {
      if (listener.isCancelled()) {
        throw new CancellationException(
            "adding was cancelled after %d of %d frames".formatted(from, frames.size()));
      }
      listener.progress("adding", from, frames.size());
      index.add(frames.slice(from, Math.min(frames.size(), from + BATCH)), options);
    }
    listener.progress("adding", frames.size(), frames.size());
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
