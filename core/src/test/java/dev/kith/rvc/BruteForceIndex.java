// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.BuildOptions;
import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.IndexReport;
import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import dev.kith.vector.Codes;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;

/// Compares with everything, in double. Does what retrieval needs and nothing else.
record BruteForceIndex(Vectors frames, Metric metric, boolean isTrained, long firstId)
    implements Index {

  static BruteForceIndex of(Vectors frames) {
    return new BruteForceIndex(frames, Metric.L2, true, 0);
  }

  @Override
  public int dimension() {
    return frames.dimension();
  }

  @Override
  public long size() {
    return frames.size();
  }

  @Override
  public Neighbors search(Vectors queries, int k, SearchOptions options) {
    int count = (int) queries.size();
    var distances = new float[count * k];
    var ids = new long[count * k];
    Arrays.fill(distances, metric.missing());
    Arrays.fill(ids, -1);
    for (int q = 0; q < count; q++) {
      var query = queries.row(q);
      int at = q * k;
      for (int id :
          IntStream.range(0, (int) size())
              .boxed()
              .sorted(Comparator.comparingDouble(i -> distance(query, i)))
              .limit(k)
              .toList()) {
        distances[at] = (float) distance(query, id);
        ids[at++] = firstId + id;
      }
    }
    return new Neighbors(count, k, distances, ids);
  }

  private double distance(float[] query, int id) {
    double sum = 0;
    for (int i = 0; i < query.length; i++) {
      double difference = (double) query[i] - frames.get(id, i);
      sum += difference * difference;
    }
    return sum;
  }

  @Override
  public Vectors reconstruct(long first, long count) {
    if (first < firstId) {
      throw new NoSuchElementException("no id " + first);
    }
    return frames.slice(first - firstId, first - firstId + count);
  }

  @Override
  public float[] reconstruct(long id) {
    return frames.row(id - firstId);
  }

  @Override
  public Set<SearchParameter> parameters() {
    return Set.of();
  }

  @Override
  public long memoryBytes() {
    return frames.segment().byteSize();
  }

  @Override
  public void close() {}

  @Override
  public void train(VectorSource vectors, BuildOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void add(VectorSource vectors, BuildOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void add(VectorSource vectors, long[] ids, BuildOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RangeNeighbors rangeSearch(Vectors queries, float radius, SearchOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long remove(IdFilter ids) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void merge(Index other, long addToIds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public IndexReport report() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int codeSize() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Codes encode(Vectors vectors, Parallelism parallelism) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Vectors decode(Codes codes) {
    throw new UnsupportedOperationException();
  }
}
