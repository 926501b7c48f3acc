// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.peers;

import dev.kith.bench.compare.Built;
import dev.kith.bench.compare.ContenderLoop;
import dev.kith.bench.compare.Task;
import dev.kith.vector.Vectors;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// jvector: a graph in memory with whole vectors, of 2 M links as the lowest level of HNSW has
/// them.
public final class JvectorContender extends GraphContender {

  /// What jvector's documentation recommends.
  private static final float OVERFLOW = 1.2f;

  private static final float ALPHA = 1.2f;

  private final List<VectorFloat<?>> queries;
  private final ListRandomAccessVectorValues base;
  private final VectorSimilarityFunction similarity;
  private final ThreadLocal<GraphSearcher> searchers = ThreadLocal.withInitial(this::searcher);
  private @Nullable ImmutableGraphIndex graph;

  JvectorContender(Task task) {
    super(task);
    queries = copies(task.queries());
    base = new ListRandomAccessVectorValues(copies(task.base()), task.base().dimension());
    similarity =
        task.isSimilarity()
            ? VectorSimilarityFunction.DOT_PRODUCT
            : VectorSimilarityFunction.EUCLIDEAN;
  }

  private static List<VectorFloat<?>> copies(Vectors vectors) {
    var types = VectorizationProvider.getInstance().getVectorTypeSupport();
    List<VectorFloat<?>> copies = new ArrayList<>();
    for (long row = 0; row < vectors.size(); row++) {
      copies.add(types.createFloatVector(vectors.row(row)));
    }
    return copies;
  }

  /// Answers requests.
  ///
  /// @param args see [Task#parse]
  /// @throws IOException if a file cannot be read
  public static void main(String[] args) throws IOException {
    ContenderLoop.run(JvectorContender::new, args);
  }

  @Override
  public String library() {
    return "jvector " + version("jvector");
  }

  @Override
  public String kernel() {
    return VectorizationProvider.getInstance()
        .getClass()
        .getSimpleName()
        .replace("VectorizationProvider", "")
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public Built build() throws IOException {
    long begin = System.nanoTime();
    var scores = BuildScoreProvider.randomAccessScoreProvider(base, similarity);
    int degree = 2 * size.links();
    try (var pool = new ForkJoinPool(task.threads());
        var builder =
            GraphIndexBuilder.builder(scores, base.dimension(), degree)
                .withBeamWidth(size.efConstruction())
                .withNeighborOverflow(OVERFLOW)
                .withAlpha(ALPHA)
                .withSimdExecutor(pool)
                .withParallelExecutor(pool)
                .build()) {
      graph = builder.build(base);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    long vectors = task.base().size() * base.dimension() * Float.BYTES;
    return new Built(0, seconds, graph.ramBytesUsed() + vectors);
  }

  private GraphSearcher searcher() {
    if (graph == null) {
      throw new IllegalStateException("nothing is built");
    }
    return new GraphSearcher(graph);
  }

  @Override
  public void searchOne(int query, long[] ids) {
    var scores = DefaultSearchScoreProvider.exact(queries.get(query), similarity, base);
    int k = task.k();
    var nodes = searchers.get().search(scores, k, efSearch(), 0, 0, Bits.ALL).getNodes();
    for (int rank = 0; rank < k; rank++) {
      ids[query * k + rank] = rank < nodes.length ? nodes[rank].node : -1;
    }
  }
}
