// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.quantize;

import static dev.kith.internal.kernel.Kernels.PANEL;

import dev.kith.BuildOptions;
import dev.kith.Parallelism;
import dev.kith.internal.kernel.NearestBy;
import dev.kith.internal.kernel.NearestRows;
import dev.kith.internal.panel.NearestCentroids;
import dev.kith.internal.panel.RowBlock;
import dev.kith.internal.parallel.ParallelBlocks;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// The product quantizer of H. Jégou, M. Douze and C. Schmid ("Product quantization for nearest
/// neighbor search", IEEE TPAMI 33(1), 2011), with the choices of Faiss (specification of the
/// factory, section 2.6).
///
/// A vector of d components is cut into M parts of dsub = d / M, and each part is replaced by the
/// number of the nearest of its ksub = 2^bits centroids. In the paper's symbols: m is M, k* is
/// ksub, D* is dsub.
public final class ProductQuantizer implements Quantizer {

  /// The most bits that a file may name.
  public static final int MAX_BITS = 24;

  /// Rows that a thread encodes at a time.
  private static final int TURN = 32 * PANEL;

  /// Faiss 1.7.3 encodes parts of at least so many components by |x|^2 + |c|^2 - 2 <x, c>, shorter
  /// ones by the sum of squared differences. Where distances are nearly equal that decides.
  private static final int LONG_PART = 16;

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final int d;
  private final int parts;
  private final int bits;
  private final ProductTraining training;
  private volatile float[][] books = {};

  /// A quantizer that has not learned anything, to be trained with [ProductTraining#DEFAULTS].
  ///
  /// @param dimension d, a multiple of `subquantizers`
  /// @param subquantizers M, at least 1
  /// @param bits of the number of a centroid, 1 to [#MAX_BITS]
  public ProductQuantizer(int dimension, int subquantizers, int bits) {
    this(dimension, subquantizers, bits, ProductTraining.DEFAULTS);
  }

  /// A quantizer that has not learned anything.
  ///
  /// @param dimension d, a multiple of `subquantizers`
  /// @param subquantizers M, at least 1
  /// @param bits of the number of a centroid, 1 to [#MAX_BITS]
  /// @param training how it is trained unless told otherwise
  /// @throws IllegalArgumentException if these do not fit, or a codebook would not fit into an
  ///   array
  public ProductQuantizer(int dimension, int subquantizers, int bits, ProductTraining training) {
    if (subquantizers < 1 || dimension < 1 || dimension % subquantizers != 0) {
      throw new IllegalArgumentException(
          "%d dimensions cannot be cut into %d equal parts; the number of sub-quantizers must divide the dimension"
              .formatted(dimension, subquantizers));
    }
    if (bits < 1 || bits > MAX_BITS) {
      throw new IllegalArgumentException(
          "%d bits a sub-quantizer; allowed are 1 to %d".formatted(bits, MAX_BITS));
    }
    if (((long) (dimension / subquantizers) << bits) > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "2^%d centroids of %d components are more than an array holds; choose fewer bits or more sub-quantizers"
              .formatted(bits, dimension / subquantizers));
    }
    this.d = dimension;
    this.parts = subquantizers;
    this.bits = bits;
    this.training = training;
  }

  @Override
  public int dimension() {
    return d;
  }

  /// Parts of a vector.
  ///
  /// @return M
  public int subquantizers() {
    return parts;
  }

  /// Bits of the number of a centroid.
  ///
  /// @return log2 of ksub
  public int bits() {
    return bits;
  }

  /// Centroids of each part.
  ///
  /// @return ksub
  public int centroidsEach() {
    return 1 << bits;
  }

  /// Components of a part.
  ///
  /// @return dsub
  public int subDimension() {
    return d / parts;
  }

  /// Bytes of a code: the M numbers as a bit string, the lowest bits first.
  @Override
  public int codeSize() {
    return BitStrings.bytes(parts, bits);
  }

  @Override
  public boolean isTrained() {
    return books.length > 0;
  }

  /// How it is trained unless told otherwise.
  ///
  /// @return the settings it was made with
  public ProductTraining training() {
    return training;
  }

  @Override
  public long memoryBytes() {
    return isTrained() ? (long) d * centroidsEach() * Float.BYTES : 0;
  }

  @Override
  public long trainingVectors() {
    return trainingVectors(training);
  }

  long trainingVectors(ProductTraining how) {
    return (long) centroidsEach() * how.maxPointsPerCentroid();
  }

  @Override
  public void train(Vectors sample, BuildOptions options) {
    train(sample, training, options);
  }

  /// Learns the centroids from a sample; if that fails, nothing has changed.
  ///
  /// @param sample n x d, n at least ksub
  /// @param how with which settings
  /// @param options listener, seed (1234 where none is given), threads
  public void train(Vectors sample, ProductTraining how, BuildOptions options) {
    requireDimension(sample);
    if (how.hotStart()) {
      requireTrained();
    }
    float[][] learned = new ProductTrainer(this, sample, how, options).train();
    books = how.polysemous() ? PolysemousTraining.run(learned, subDimension(), options) : learned;
  }

  /// Takes over centroids.
  ///
  /// @param codebooks M arrays of ksub * dsub floats, row-major; not copied
  public void restore(float[][] codebooks) {
    int length = centroidsEach() * subDimension();
    if (codebooks.length != parts || Arrays.stream(codebooks).anyMatch(b -> b.length != length)) {
      throw new IllegalArgumentException(
          "%s needs %d codebooks of %d floats".formatted(this, parts, length));
    }
    books = codebooks;
  }

  /// The centroids of one part.
  ///
  /// @param part 0 to M - 1
  /// @return ksub x dsub floats, row-major; not a copy
  public float[] codebook(int part) {
    requireTrained();
    return books[part];
  }

  @Override
  public Codes encode(Vectors vectors, Parallelism parallelism) {
    requireTrained();
    requireDimension(vectors);
    var by = subDimension() < LONG_PART ? NearestBy.DIFFERENCES : NearestBy.NORMS;
    var nearest = new NearestCentroids[parts];
    Arrays.setAll(nearest, m -> new NearestCentroids(books[m], subDimension(), by));
    Codes codes = Codes.allocate(vectors.size(), codeSize());
    ParallelBlocks.run(
        parallelism, vectors.size(), TURN, (from, to) -> encode(vectors, from, to, nearest, codes));
    return codes;
  }

  private void encode(
      Vectors vectors, long from, long to, NearestCentroids[] nearest, Codes codes) {
    var block = new RowBlock(d);
    var best = new NearestRows();
    int[] numbers = new int[parts * PANEL];
    for (long first = from; first < to; first += PANEL) {
      block.load(vectors, first, Math.min(to, first + PANEL));
      for (int m = 0; m < parts; m++) {
        nearest[m].find(block, m * subDimension(), best);
        System.arraycopy(best.numbers(), 0, numbers, m * PANEL, block.width());
      }
      for (int row = 0; row < block.width(); row++) {
        long at = codes.offset(first + row);
        BitStrings.write(numbers, row, PANEL, parts, bits, codes.segment(), at);
      }
    }
  }

  @Override
  public Vectors decode(Codes codes) {
    requireTrained();
    if (codes.codeSize() != codeSize()) {
      throw new IllegalArgumentException("%s are not those of %s".formatted(codes, this));
    }
    Vectors vectors = Vectors.allocate(codes.size(), d);
    int[] numbers = new int[parts];
    for (long row = 0; row < codes.size(); row++) {
      readNumbers(codes.segment(), codes.offset(row), numbers);
      write(numbers, vectors, row);
    }
    return vectors;
  }

  /// Takes a code apart.
  ///
  /// @param numbers receives M numbers of centroids
  void readNumbers(MemorySegment codes, long offset, int[] numbers) {
    BitStrings.read(codes, offset, parts, bits, numbers);
  }

  private void write(int[] numbers, Vectors vectors, long row) {
    int dsub = subDimension();
    long at = vectors.offset(row);
    for (int m = 0; m < parts; m++) {
      MemorySegment.copy(books[m], numbers[m] * dsub, vectors.segment(), FLOAT, at, dsub);
      at += (long) dsub * Float.BYTES;
    }
  }

  @Override
  public boolean encodesLike(Quantizer other) {
    return other instanceof ProductQuantizer same
        && d == same.d
        && parts == same.parts
        && bits == same.bits
        && Arrays.deepEquals(books, same.books);
  }

  private void requireTrained() {
    if (!isTrained()) {
      throw new IllegalStateException("the product quantizer is not trained; train it first");
    }
  }

  private void requireDimension(Vectors vectors) {
    if (vectors.dimension() != d) {
      throw new IllegalArgumentException(
          "%s do not fit a product quantizer of dimension %d".formatted(vectors, d));
    }
  }

  @Override
  public String toString() {
    return "a product quantizer of %d parts of %d components, %d bits each"
        .formatted(parts, subDimension(), bits);
  }
}
