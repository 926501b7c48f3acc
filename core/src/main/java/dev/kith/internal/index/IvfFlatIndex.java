// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildOptions;
import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.IndexReport;
import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import dev.kith.index.DirectMapType;
import dev.kith.index.IvfIndex;
import dev.kith.internal.panel.PanelScan;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.topk.CandidateSink;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Inverted lists of whole vectors (specification of the factory, sections 2.4 and 2.5).
public final class IvfFlatIndex extends BaseIndex implements IvfIndex {

  /// Queries that are scanned together: the more there are, the more share a list.
  private static final int BLOCK = 4096;

  /// Visits of lists that are planned together; many queries times many probes would need
  /// gigabytes.
  private static final int PLANNED_VISITS = 1 << 20;

  private final BaseIndex quantizer;
  private final InvertedLists lists;
  private DirectMap directMap;
  private long nprobe = 1;
  private long size;

  /// An empty index.
  ///
  /// @param quantizer the index of the centroids, of this dimension and metric; owned by this index
  ///   from now on
  /// @param listCount number of lists, at least 1
  public IvfFlatIndex(Index quantizer, int listCount) {
    this(quantizer, listCount, quantizer.metric());
  }

  /// An empty index that compares vectors by another metric than centroids, as many files have it.
  ///
  /// @param quantizer the index of the centroids, of this dimension; owned by this index from now
  ///   on
  /// @param listCount number of lists, at least 1
  /// @param metric how vectors are compared
  public IvfFlatIndex(Index quantizer, int listCount, Metric metric) {
    super(quantizer.dimension(), metric);
    if (listCount < 1) {
      throw new IllegalArgumentException(
          "the number of lists is " + listCount + ", and must be at least 1");
    }
    this.quantizer = of(quantizer);
    this.lists = new InvertedLists(listCount, quantizer.dimension());
    this.directMap = new DirectMap(DirectMapType.NONE, lists.heap());
  }

  @Override
  Neighbors doSearch(Vectors queries, int k, SearchOptions options) {
    return QueryBlock.search(
        queries,
        k,
        metric(),
        options.parallelism(),
        blockSize(options),
        (block, best) -> listScan(block, options, best).run());
  }

  @Override
  RangeNeighbors doRangeSearch(Vectors queries, float radius, SearchOptions options) {
    return QueryBlock.rangeSearch(
        queries,
        radius,
        metric(),
        options.parallelism(),
        blockSize(options),
        (block, found) -> listScan(block, options, found).listByList());
  }

  private ListScan listScan(QueryBlock block, SearchOptions options, CandidateSink sink) {
    int[] probes = probes(block, probeCount(options));
    return new ListScan(lists, new PanelScan(metric(), options.filter()), block, probes, sink);
  }

  private int probeCount(SearchOptions options) {
    return Math.min(options.integer(SearchParameter.NPROBE, nprobe()), lists.count());
  }

  private int blockSize(SearchOptions options) {
    return Math.clamp(PLANNED_VISITS / probeCount(options), 1, BLOCK);
  }

  /// The numbers of the nearest lists of each query, nearest first.
  private int[] probes(QueryBlock block, int count) {
    return listNumbers(quantizer.assign(block.vectors(), count, Parallelism.of(1)));
  }

  private static int[] listNumbers(Neighbors nearest) {
    long[] ids = nearest.ids();
    int[] numbers = new int[ids.length];
    Arrays.setAll(numbers, i -> (int) ids[i]);
    return numbers;
  }

  @Override
  void doTrain(Vectors sample, BuildOptions options) {
    if (!isTrained()) {
      CoarseTraining.train(quantizer, lists.count(), sample, options);
    }
  }

  @Override
  void doAdd(Vectors added, long @Nullable [] ids, BuildOptions options) {
    if (ids != null && directMap.type() == DirectMapType.ARRAY) {
      throw new UnsupportedOperationException(
          "the direct map is an array, which numbers vectors from 0; use a hash table for own ids");
    }
    int[] assigned = listNumbers(quantizer.assign(added, 1, options.parallelism()));
    RowsByList rows = new RowsByList(assigned, lists.count());
    for (int list = 0; list < lists.count(); list++) {
      if (rows.count(list) > 0) {
        lists.reserve(list, lists.size(list) + rows.count(list));
      }
    }
    long[] before = lists.sizes();
    try {
      for (int list = 0; list < lists.count(); list++) {
        append(list, added, ids, rows);
      }
    } catch (RuntimeException | Error e) { // such as a mapped file that is cut while it is read
      takeBack(before);
      throw e;
    }
    size += added.size();
  }

  private void takeBack(long[] sizes) {
    for (int list = 0; list < lists.count(); list++) {
      lists.truncate(list, sizes[list]);
    }
    DirectMap map = mapOf(directMap.type());
    directMap.release();
    directMap = map;
  }

  private void append(int list, Vectors added, long @Nullable [] ids, RowsByList rows) {
    if (rows.count(list) == 0) {
      return;
    }
    long offset = lists.size(list);
    lists.vectors(list).append(added, i -> rows.row(list, (int) i), rows.count(list));
    for (int i = 0; i < rows.count(list); i++) {
      int row = rows.row(list, i);
      long id = ids == null ? size + row : ids[row];
      lists.ids(list).add(id);
      directMap.put(id, DirectMap.place(list, offset + i));
    }
  }

  @Override
  float[] doReconstruct(long id) {
    long place = directMap.type() == DirectMapType.NONE ? lists.find(id) : directMap.get(id);
    if (place == DirectMap.NOWHERE) {
      throw new NoSuchElementException("there is no vector with the id " + id);
    }
    return lists.vector(DirectMap.list(place), DirectMap.offset(place));
  }

  @Override
  Vectors doReconstruct(long first, long count) {
    Vectors found = Vectors.allocate(count, dimension());
    boolean[] seen = new boolean[Math.toIntExact(count)];
    for (int list = 0; list < lists.count(); list++) {
      for (long offset = 0; offset < lists.size(list); offset++) {
        long row = lists.ids(list).get(offset) - first;
        if (row >= 0 && row < count) {
          found.set(row, lists.vector(list, offset));
          seen[(int) row] = true;
        }
      }
    }
    for (int row = 0; row < seen.length; row++) {
      if (!seen[row]) {
        throw new NoSuchElementException("there is no vector with the id " + (first + row));
      }
    }
    return found;
  }

  @Override
  long doRemove(IdFilter ids) {
    if (directMap.type() == DirectMapType.ARRAY) {
      throw new UnsupportedOperationException(
          "the direct map is an array, whose ids have no gaps; drop it or use a hash table");
    }
    // asked before anything moves, so that a filter that throws leaves the index as it was
    long removed = lists.countIds(ids);
    for (int list = 0; list < lists.count() && removed > 0; list++) {
      remove(list, ids);
    }
    size -= removed;
    return removed;
  }

  /// The last entry of a list moves into the hole, as in Faiss.
  private void remove(int list, IdFilter ids) {
    long end = lists.size(list);
    for (long offset = 0; offset < end; ) {
      long id = lists.ids(list).get(offset);
      if (!ids.accepts(id)) {
        offset++;
        continue;
      }
      directMap.remove(id);
      end--;
      if (offset < end) {
        lists.move(list, end, offset);
        directMap.put(lists.ids(list).get(offset), DirectMap.place(list, offset));
      }
    }
    lists.truncate(list, end);
  }

  @Override
  void doMerge(BaseIndex other, long addToIds) {
    IvfFlatIndex source = (IvfFlatIndex) other;
    if (source.lists.count() != lists.count() || !CoarseTraining.sameCentroids(this, source)) {
      throw new IllegalArgumentException(
          "the two indexes have different centroids; only indexes of one training can be merged");
    }
    if (directMap.type() != DirectMapType.NONE) {
      throw new UnsupportedOperationException("drop the direct map before merging");
    }
    for (int list = 0; list < lists.count(); list++) {
      requireShiftable(source.lists.ids(list), addToIds);
    }
    for (int list = 0; list < lists.count(); list++) {
      lists.append(list, source.lists, addToIds);
    }
    size += source.size;
  }

  @Override
  void doReset() {
    for (int list = 0; list < lists.count(); list++) {
      lists.truncate(list, 0);
    }
    directMap.clear();
    size = 0;
  }

  @Override
  public void setDirectMap(DirectMapType type) {
    change(() -> {
      DirectMap map = mapOf(type);
      directMap.release();
      directMap = map;
    });
  }

  private DirectMap mapOf(DirectMapType type) {
    DirectMap map = new DirectMap(type, lists.heap());
    for (int list = 0; type != DirectMapType.NONE && list < lists.count(); list++) {
      for (long offset = 0; offset < lists.size(list); offset++) {
        long id = lists.ids(list).get(offset);
        if (type == DirectMapType.ARRAY && (id >= size || map.get(id) != DirectMap.NOWHERE)) {
          map.release();
          throw new IllegalStateException(
              "a direct map by array needs each of the ids 0 to %d once, and there is %d%s; use a hash table"
                  .formatted(size - 1, id, id < size ? " again" : ""));
        }
        map.put(id, DirectMap.place(list, offset));
      }
    }
    return map;
  }

  /// Takes over what a file holds.
  ///
  /// @param vectors number of vectors that the file counts, at least as many as the lists hold
  /// @param lists to visit, as the file has it: 0 means 1, and any number may exceed the lists
  /// @param map its direct map, whose places are checked
  public void restore(long vectors, long lists, DirectMap map) {
    size = vectors;
    nprobe = lists;
    directMap = map;
  }

  @Override
  void doClose() {
    quantizer.close();
    lists.close();
  }

  /// The lists themselves.
  ///
  /// @return for a reader or writer of files
  public InvertedLists lists() {
    return lists;
  }

  /// The map itself.
  ///
  /// @return for a writer of files
  public DirectMap map() {
    return directMap;
  }

  @Override
  public int listCount() {
    return lists.count();
  }

  @Override
  public long listSize(int list) {
    return lists.size(list);
  }

  @Override
  public int nprobe() {
    return Math.clamp(nprobe, 1, Integer.MAX_VALUE);
  }

  /// The number of lists to visit as a file had it, or as it was set since.
  ///
  /// @return not negative
  public long storedNprobe() {
    return nprobe;
  }

  @Override
  public void setNprobe(int lists) {
    if (lists < 1) {
      throw new IllegalArgumentException("nprobe is " + lists + ", and must be at least 1");
    }
    change(() -> nprobe = lists);
  }

  @Override
  public BaseIndex quantizer() {
    return quantizer;
  }

  @Override
  public DirectMapType directMap() {
    return directMap.type();
  }

  @Override
  public Set<SearchParameter> parameters() {
    return Set.of(SearchParameter.NPROBE);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long largestId() {
    return lists.largestId();
  }

  @Override
  public boolean isTrained() {
    return quantizer.isTrained() && quantizer.size() == lists.count();
  }

  @Override
  public long memoryBytes() {
    return quantizer.memoryBytes() + lists.bytes() + directMap.bytes();
  }

  @Override
  public IndexReport report() {
    return ListBalance.report(this);
  }
}
