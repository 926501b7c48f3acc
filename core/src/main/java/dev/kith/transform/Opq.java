// SPDX-License-Identifier: Apache-2.0
package dev.kith.transform;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.quantize.ProductTraining;
import dev.kith.internal.random.Samples;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CancellationException;

/// Optimized product quantization: the rotation after which a product quantizer errs least (T. Ge,
/// K. He, Q. Ke and J. Sun, "Optimized product quantization for approximate nearest neighbor
/// search", CVPR 2013, the non-parametric solution; specification of the factory, section 2.10).
///
/// The paper's R is A: a product quantizer is trained on the rotated vectors, then A becomes the
/// rotation that brings the vectors nearest to what the quantizer made of them, and so on. Neither
/// step raises the error. Vectors are centred for the training alone. Onto fewer dimensions, A
/// projects as well; before more, zeros are appended.
public final class Opq extends LinearTransform {

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private static final long SEED = 1234;
  private static final int ITERATIONS = 50;
  private static final long MOST_VECTORS = 65536;
  private static final int BITS = 8;
  private static final ProductTraining FIRST = new ProductTraining(40, 1000, false, false);
  private static final ProductTraining LATER = new ProductTraining(4, 1000, true, false);

  /// Vectors that are rotated at a time.
  private static final int BLOCK = CrossProduct.BLOCK;

  private final int parts;

  /// An untrained transform.
  ///
  /// @param inputDimension d_in, at least 1
  /// @param parts M of the product quantizer, which must divide `outputDimension` when this is
  ///   trained
  /// @param outputDimension d_out, at least 1, below or above d_in
  public Opq(int inputDimension, int parts, int outputDimension) {
    super(inputDimension, outputDimension);
    this.parts = Checks.dimension("number of parts (M) of OPQ", parts);
  }

  /// Parts of the product quantizer that this is for.
  ///
  /// @return M
  public int parts() {
    return parts;
  }

  @Override
  public Opq untrained() {
    return new Opq(inputDimension(), parts, outputDimension());
  }

  @Override
  public long trainingVectors() {
    return MOST_VECTORS;
  }

  /// Finds the rotation.
  ///
  /// @param sample n x d_in, n at least 256; of more than 65536 vectors so many are looked at
  /// @param options listener, seed, threads
  /// @throws IllegalArgumentException if there are too few vectors, or M does not divide d_out
  @Override
  public void train(Vectors sample, BuildOptions options) {
    Checks.sample(this, sample);
    if (outputDimension() % parts != 0) {
      throw new IllegalArgumentException(
          "%s is for codes of %d parts, and %d dimensions cannot be cut into so many equal ones; the parts must divide the output dimension"
              .formatted(name(), parts, outputDimension()));
    }
    Vectors vectors = prepared(Samples.of(sample, trainingVectors(), options));
    Vectors rotated = Vectors.allocate(vectors.size(), outputDimension());
    var quantizer = new ProductQuantizer(outputDimension(), parts, BITS);
    var inner = options.listener(new Inner(options.listener()));
    Matrix rotation = start(options);
    for (int i = 0; i < ITERATIONS; i++) {
      tell(options, i);
      rotate(vectors, rotation, rotated, options.parallelism());
      quantizer.train(rotated, i == 0 ? FIRST : LATER, inner);
      Codes codes = quantizer.encode(rotated, options.parallelism());
      rotation = nearest(vectors, codes, quantizer, options.parallelism());
    }
    tell(options, ITERATIONS);
    define(rotation.transposed().head(inputDimension()).transposed());
  }

  /// Dimensions while training: zeros are appended where there are more afterwards.
  private int width() {
    return Math.max(inputDimension(), outputDimension());
  }

  private Matrix start(BuildOptions options) {
    var square = RandomRotation.seeded(width(), width(), options.seed().orElse(SEED));
    return square.trainedMatrix().head(outputDimension());
  }

  /// A copy of the vectors, centred and with zeros behind.
  private Vectors prepared(Vectors sample) {
    float[] mean = Means.of(sample);
    Vectors prepared = Vectors.allocate(sample.size(), width());
    float[] row = new float[mean.length];
    for (long i = 0; i < sample.size(); i++) {
      sample.copyRow(i, row, 0);
      Means.subtract(mean, row, 1);
      MemorySegment.copy(row, 0, prepared.segment(), FLOAT, prepared.offset(i), row.length);
    }
    return prepared;
  }

  private static void rotate(Vectors from, Matrix rotation, Vectors to, Parallelism parallelism) {
    var packed = new PackedMatrix(rotation);
    ParallelBlocks.run(
        parallelism,
        from.size(),
        BLOCK,
        (first, end) -> {
          int count = (int) (end - first);
          float[] in = new float[count * from.dimension()];
          float[] out = new float[count * to.dimension()];
          from.copyRows(first, count, in, 0);
          packed.times(in, count, out);
          MemorySegment.copy(out, 0, to.segment(), FLOAT, to.offset(first), out.length);
        });
  }

  /// The rotation that brings the vectors nearest to what their codes stand for.
  private Matrix nearest(
      Vectors vectors, Codes codes, ProductQuantizer quantizer, Parallelism parallelism) {
    var products = new CrossProduct(outputDimension(), width(), parallelism);
    float[] decoded = new float[BLOCK * outputDimension()];
    float[] block = new float[BLOCK * width()];
    for (long from = 0; from < vectors.size(); from += BLOCK) {
      int count = (int) Math.min(BLOCK, vectors.size() - from);
      quantizer.decode(codes.slice(from, from + count)).copyRows(0, count, decoded, 0);
      vectors.copyRows(from, count, block, 0);
      products.add(decoded, block, count);
    }
    double[] nearest =
        Decompositions.nearestOrthogonal(products.sums(), outputDimension(), width());
    return Matrix.of(outputDimension(), width(), nearest);
  }

  private static void tell(BuildOptions options, int done) {
    if (options.listener().isCancelled()) {
      throw new CancellationException(
          "OPQ was cancelled after iteration " + done + " of " + ITERATIONS);
    }
    options.listener().progress("OPQ", done, ITERATIONS);
  }

  /// Hears of the trainings inside, and passes on a warning once.
  private static final class Inner implements BuildListener {
    private final BuildListener outer;
    private boolean warned;

    Inner(BuildListener outer) {
      this.outer = outer;
    }

    @Override
    public void warning(String message) {
      if (!warned) {
        outer.warning(message);
      }
      warned = true;
    }

    @Override
    public boolean isCancelled() {
      return outer.isCancelled();
    }
  }

  /// Once trained, what files hold: they do not say that a matrix is of OPQ.
  @Override
  Class<?> kind() {
    return isTrained() ? LinearTransform.class : Opq.class;
  }

  @Override
  Object settings() {
    return isTrained() ? super.settings() : parts;
  }

  @Override
  public String name() {
    return inputDimension() == outputDimension()
        ? "OPQ" + parts
        : "OPQ%d_%d".formatted(parts, outputDimension());
  }
}
