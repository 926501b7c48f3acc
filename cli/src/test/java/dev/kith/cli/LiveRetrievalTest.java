// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.factory.IndexFactory;
import dev.kith.faiss.FaissFiles;
import dev.kith.io.Npy;
import dev.kith.rvc.Retriever;
import dev.kith.rvc.RetrieverOptions;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What live sound needs: no garbage, and figures that tell.
final class LiveRetrievalTest {

  private static final int D = 16;
  private static final int CALLS = 50;
  private static final int PATIENCE = 60;

  @TempDir Path folder;

  private static Vectors random(int rows, long seed) {
    var random = new SplittableRandom(seed);
    var values = new float[rows * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, D);
  }

  private Path save(String factory) throws IOException {
    var file = folder.resolve("added.index");
    var quiet = BuildOptions.defaults().listener(BuildListener.SILENT);
    try (var index = IndexFactory.create(D, factory, Metric.L2)) {
      index.train(random(400, 6), quiet);
      index.add(random(400, 6), quiet);
      FaissFiles.write(index, file);
    }
    return file;
  }

  /// Blocks that change their size, frames whose search is widened, vectors in memory and in the
  /// file: once warm, not a byte.
  @ParameterizedTest
  @ValueSource(strings = {"IVF30,Flat", "Flat"})
  void leavesNoGarbage(String factory) throws IOException {
    var file = save(factory);
    var options = RetrieverOptions.defaults();
    var cancellation = new Cancellation();
    try (var live = Retriever.owning(FaissFiles.read(file), options);
        var mapped = Retriever.open(file, options)) {
      for (var retriever : new Retriever[] {live, mapped}) {
        double garbage = Double.POSITIVE_INFINITY;
        for (int round = 0; round < PATIENCE && garbage > 0; round++) {
          garbage = 0;
          for (int block : new int[] {10, 50, 300}) {
            var frames = random(300, block);
            garbage +=
                BlockLatency.measure(retriever, frames, block, CALLS, cancellation).garbage();
          }
        }
        assertThat(garbage).as("bytes a call").isZero();
        assertThat(retriever.counts().widened() > 0).isEqualTo(factory.startsWith("IVF"));
      }
    }
  }

  @Test
  void tellsWhatABlockCosts() throws IOException {
    var index = save("IVF30,Flat");
    var features = folder.resolve("features.npy");
    Npy.write(features, random(100, 9));
    var bench = Run.kith("rvc", "bench", index, features, "--calls", 20);
    assertThat(bench.code()).isZero();
    assertThat(bench.out()).contains("p50", "p99", "bytes/call", "opened in", "1 thread");
    assertThat(bench.out().lines().filter(line -> line.contains(" ms "))).hasSize(3);

    var json =
        Run.kith(
            "rvc",
            "bench",
            index,
            features,
            "--calls=20",
            "--blocks=7",
            "--in-memory",
            "--threads=2",
            "--json");
    assertThat(json.code()).isZero();
    assertThat(json.out()).contains("\"block\":7", "\"p99_ms\":", "\"bytes_per_call\":");
  }
}
