// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.internal.kernel.Kernels;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.FloatScorer;
import dev.kith.internal.panel.PanelList;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.ProductQuantizer;
import dev.kith.internal.sketch.CentroidScan;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// The centroids of the parts of a product quantizer, to find several nearest ones.
final class SubCentroids implements AutoCloseable {

  /// Faiss 1.7.3 compares parts of at least so many components by |x|^2 + |c|^2 - 2 <x, c>, shorter
  /// ones by the sum of squared differences, as its product quantizers do.
  private static final int LONG_PART = 16;

  private final NativeHeap heap = new NativeHeap();
  private final int d;
  private final List<PanelList> parts = new ArrayList<>();

  /// Copies the centroids.
  ///
  /// @param product trained
  SubCentroids(ProductQuantizer product) {
    this.d = product.subDimension();
    for (int part = 0; part < product.subquantizers(); part++) {
      Vectors book = Vectors.of(product.codebook(part), d);
      PanelList panels = new PanelList(heap, d);
      panels.append(book, CodeStore.RowOrder.SAME, book.size());
      parts.add(panels);
    }
  }

  /// The nearest centroids of one part.
  ///
  /// @param part number
  /// @param vectors whole ones
  /// @param k at most so many, and no more than there are
  /// @return for each vector numbers and squared distances, nearest first
  Neighbors nearest(int part, Vectors vectors, int k) {
    PanelList centroids = parts.get(part);
    Vectors cut = cut(vectors, part);
    int count = (int) Math.min(k, centroids.size());
    Parallelism alone = Parallelism.of(1);
    if (d >= LONG_PART) {
      return new CentroidScan(centroids, Metric.L2).nearest(cut, count, alone);
    }
    return QueryBlock.search(
        cut,
        count,
        Metric.L2,
        alone,
        QueryBlock.CACHED,
        (block, best) -> {
          FloatScorer scorer = new FloatScorer(Kernels.best().keys(Metric.L2), block);
          new PanelScan(null).scanAll(centroids.size(), scorer.on(centroids), block, best);
        });
  }

  private Vectors cut(Vectors vectors, int part) {
    Vectors cut = Vectors.allocate(vectors.size(), d);
    long first = (long) part * d * Float.BYTES;
    for (long row = 0; row < vectors.size(); row++) {
      MemorySegment.copy(
          vectors.segment(),
          vectors.offset(row) + first,
          cut.segment(),
          cut.offset(row),
          cut.offset(1));
    }
    return cut;
  }

  long bytes() {
    return heap.bytes();
  }

  @Override
  public void close() {
    heap.close();
  }
}
