// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.internal.memory.Temporaries;
import dev.kith.transform.VectorTransform;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Vectors that are transformed when they are read, so that no copy of all of them is needed. What
/// becomes of a vector does not depend on those beside it.
///
/// @param source n x d_in
/// @param transform trained
record TransformedVectors(VectorSource source, VectorTransform transform) implements VectorSource {

  /// Few vectors in memory are transformed once and for all.
  private static final long FEW_BYTES = 1L << 22;

  /// Vectors that are copied and transformed together.
  private static final int BLOCK = 4096;

  static VectorSource of(VectorSource source, VectorTransform transform) {
    boolean few = source.size() <= FEW_BYTES / Float.BYTES / source.dimension();
    return few && source instanceof Vectors vectors
        ? transform.apply(vectors)
        : new TransformedVectors(source, transform);
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public int dimension() {
    return transform.outputDimension();
  }

  @Override
  public void read(long from, Vectors to) {
    VectorSource.checkTarget(this, to.size(), to);
    for (long done = 0; done < to.size(); done += BLOCK) {
      var part = to.slice(done, Math.min(done + BLOCK, to.size()));
      long first = from + done;
      Temporaries.run(() -> {
        var plain = Vectors.allocate(part.size(), source.dimension());
        Temporaries.pause(() -> source.read(first, plain));
        put(transform.apply(plain), part);
      });
    }
  }

  @Override
  public void gather(long[] rows, Vectors to) {
    VectorSource.checkTarget(this, rows.length, to);
    for (int done = 0; done < rows.length; done += BLOCK) {
      int end = Math.min(done + BLOCK, rows.length);
      long[] some = Arrays.copyOfRange(rows, done, end);
      var part = to.slice(done, end);
      Temporaries.run(() -> {
        var plain = Vectors.allocate(some.length, source.dimension());
        Temporaries.pause(() -> source.gather(some, plain));
        put(transform.apply(plain), part);
      });
    }
  }

  private static void put(Vectors from, Vectors to) {
    MemorySegment.copy(from.segment(), 0, to.segment(), 0, to.segment().byteSize());
  }

  @Override
  public void forEachBlock(int rows, BlockVisitor visitor) {
    source.forEachBlock(
        rows, (from, block) -> Temporaries.run(() -> visitor.visit(from, transform.apply(block))));
  }
}
