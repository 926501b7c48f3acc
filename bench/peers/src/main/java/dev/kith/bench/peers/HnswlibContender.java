// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.peers;

import com.github.jelmerk.hnswlib.core.DistanceFunctions;
import com.github.jelmerk.hnswlib.core.SearchResult;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import dev.kith.bench.compare.Built;
import dev.kith.bench.compare.ContenderLoop;
import dev.kith.bench.compare.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// hnswlib-core: HNSW in memory. It has plain Java loops only.
public final class HnswlibContender extends GraphContender {

  private final HnswIndex<Integer, float[], Row, Float> index;
  private final float[][] queries;

  HnswlibContender(Task task) {
    super(task);
    var distance =
        task.isSimilarity()
            ? DistanceFunctions.FLOAT_INNER_PRODUCT
            : DistanceFunctions.FLOAT_EUCLIDEAN_DISTANCE;
    int n = Math.toIntExact(task.base().size());
    index =
        HnswIndex.newBuilder(task.base().dimension(), distance, n)
            .withM(size.links())
            .withEfConstruction(size.efConstruction())
            .withEf(efSearch())
            .build();
    queries = new float[task.count()][];
    for (int row = 0; row < queries.length; row++) {
      queries[row] = task.queries().row(row);
    }
  }

  /// Answers requests.
  ///
  /// @param args see [Task#parse]
  /// @throws IOException if a file cannot be read
  public static void main(String[] args) throws IOException {
    ContenderLoop.run(HnswlibContender::new, args);
  }

  @Override
  public String library() {
    return "hnswlib-core " + version("hnswlib");
  }

  @Override
  public String kernel() {
    return "plain Java";
  }

  @Override
  public Built build() {
    long before = usedHeap();
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < task.base().size(); row++) {
      rows.add(new Row(row, task.base().row(row)));
    }
    long begin = System.nanoTime();
    if (task.threads() == 1) {
      rows.forEach(index::add);
    } else {
      addAll(rows);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    rows.clear();
    return new Built(0, seconds, Math.max(0, usedHeap() - before));
  }

  private void addAll(List<Row> rows) {
    try {
      index.addAll(rows, task.threads(), (done, all) -> {}, rows.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The library does not say what it occupies; the heap does, once it is clean.
  @SuppressWarnings("GarbageCollectionExplicit")
  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Override
  public void set(String name, double value) {
    super.set(name, value);
    index.setEf(efSearch());
  }

  @Override
  public void searchOne(int query, long[] ids) {
    int k = task.k();
    List<SearchResult<Row, Float>> found = index.findNearest(queries[query], k);
    for (int rank = 0; rank < k; rank++) {
      ids[query * k + rank] = rank < found.size() ? found.get(rank).item().id() : -1;
    }
  }
}
