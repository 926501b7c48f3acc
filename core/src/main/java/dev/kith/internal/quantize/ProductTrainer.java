// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.cluster.KMeans;
import dev.kith.cluster.KMeansOptions;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.internal.random.Samples;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Trains the codebooks of a product quantizer: k-means for each part of the vectors on its own,
/// all with the same seed. Threads share the parts where there are enough, so that a thread's
/// points stay in its cache.
final class ProductTrainer {

  private static final long SEED = 1234;

  private final ProductQuantizer quantizer;
  private final ProductTraining training;
  private final BuildOptions options;
  private final long seed;
  private final Vectors sample;
  private final Thread caller = Thread.currentThread();
  private final AtomicInteger done = new AtomicInteger();
  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();

  ProductTrainer(
      ProductQuantizer quantizer, Vectors vectors, ProductTraining training, BuildOptions options) {
    this.quantizer = quantizer;
    this.training = training;
    this.options = options;
    this.seed = options.seed().orElse(SEED);
    // the rows that k-means would choose for every part
    this.sample = Samples.of(vectors, quantizer.trainingVectors(training), options);
  }

  /// Trains all codebooks.
  ///
  /// @return M arrays of ksub * dsub floats
  float[][] train() {
    check();
    float[][] books = new float[quantizer.subquantizers()][];
    ParallelBlocks.run(
        sharesParts() ? options.parallelism() : Parallelism.of(1),
        books.length,
        1,
        (m, end) -> {
          tell(0);
          books[(int) m] = train((int) m);
          done.incrementAndGet();
        });
    warnings.stream().limit(1).forEach(options.listener()::warning);
    tell(0);
    return books;
  }

  /// Few parts would leave threads idle: they are trained one after another, by all threads.
  private boolean sharesParts() {
    return quantizer.subquantizers() > options.parallelism().width();
  }

  private void check() {
    if (sample.size() < quantizer.centroidsEach()) {
      throw new IllegalArgumentException(
          "%d training vectors are too few for codes of %d bits, which need %d; pass more vectors, or choose fewer bits"
              .formatted(sample.size(), quantizer.bits(), quantizer.centroidsEach()));
    }
    sample
        .firstNonFinite()
        .ifPresent(row -> {
          throw new IllegalArgumentException(
              "training vector " + row + " holds a NaN or an infinity; remove or repair it");
        });
  }

  /// Listeners hear from the thread that called, which always works along: of the parts that are
  /// done, and of the iterations of its own.
  ///
  /// @param iterations of the part that this thread works on
  private void tell(long iterations) {
    if (Thread.currentThread() != caller) {
      return;
    }
    if (options.listener().isCancelled()) {
      throw new CancellationException(
          "the training of the product quantizer was cancelled after %d of %d parts"
              .formatted(done.get(), quantizer.subquantizers()));
    }
    long each = training.iterations();
    long total = each * quantizer.subquantizers();
    options.listener().progress("product quantizer", done.get() * each + iterations, total);
  }

  private float[] train(int m) {
    var kmeans =
        KMeansOptions.defaults()
            .iterations(training.iterations())
            .maxPointsPerCentroid(training.maxPointsPerCentroid())
            .checkFinite(false);
    int parts = quantizer.subDimension();
    if (training.hotStart()) {
      kmeans = kmeans.initialCentroids(Vectors.of(quantizer.codebook(m), parts));
    }
    var inner = (sharesParts() ? options.threads(1) : options).seed(seed).listener(collector());
    int ksub = quantizer.centroidsEach();
    Vectors centroids =
        KMeans.train(part(m * parts, parts), ksub, Metric.L2, kmeans, inner).centroids();
    float[] book = new float[ksub * parts];
    centroids.copyRows(0, ksub, book, 0);
    return book;
  }

  private BuildListener collector() {
    return new BuildListener() {
      @Override
      public void warning(String message) {
        warnings.add(message);
      }

      @Override
      public void progress(String stage, long iterations, long total) {
        if (iterations < total) {
          tell(iterations);
        }
      }
    };
  }

  /// A copy of some components of all vectors.
  private Vectors part(int first, int count) {
    Vectors part = Vectors.allocate(sample.size(), count);
    long bytes = (long) count * Float.BYTES;
    long from = (long) first * Float.BYTES;
    for (long row = 0; row < sample.size(); row++) {
      MemorySegment.copy(
          sample.segment(), sample.offset(row) + from, part.segment(), part.offset(row), bytes);
    }
    return part;
  }
}
