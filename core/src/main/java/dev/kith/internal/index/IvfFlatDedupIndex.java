// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildOptions;
import dev.kith.IdFilter;
import dev.kith.Index;
import dev.kith.Parallelism;
import dev.kith.SearchOptions;
import dev.kith.index.DirectMapType;
import dev.kith.internal.memory.LongMap;
import dev.kith.internal.memory.NativeLongs;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.FlatQuantizer;
import dev.kith.internal.random.Samples;
import dev.kith.internal.sketch.SketchedRows;
import dev.kith.internal.sketch.Sketching;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Inverted lists of whole vectors, in which equal vectors are stored once (specification of the
/// factory, section 2.16): the first of them, which the others are found with.
public final class IvfFlatDedupIndex extends BaseIvfIndex<SketchedRows> {

  /// Beside a vector that is not there yet.
  private static final long NEW = -1;

  private final Sketching sketching;
  private final Duplicates duplicates = new Duplicates(lists().heap());

  /// An empty index.
  ///
  /// @param quantizer the index of the centroids, of this dimension; owned by this index from now
  ///   on
  /// @param listCount number of lists, at least 1
  /// @param metric how vectors are compared
  public IvfFlatDedupIndex(Index quantizer, int listCount, Metric metric) {
    this(quantizer, listCount, metric, new Sketching(quantizer.dimension(), metric));
  }

  private IvfFlatDedupIndex(Index quantizer, int listCount, Metric metric, Sketching sketching) {
    super(
        quantizer,
        listCount,
        metric,
        new FlatQuantizer(quantizer.dimension()),
        false,
        heap -> new SketchedRows(heap, quantizer.dimension(), sketching));
    this.sketching = sketching;
  }

  @Override
  void filled(Parallelism parallelism) {
    sketching.consider(listCount(), lists()::codes, parallelism);
  }

  @Override
  ListScorer scorer(QueryBlock block, Probes probes, SearchOptions options) {
    // a filter may refuse a vector and accept its duplicate
    ListScorer scorer = new RowLists(lists(), sketching, block, null);
    return (list, visits, from, to, sink) ->
        scorer.scan(list, visits, from, to, new DuplicatesSink(sink, duplicates, options.filter()));
  }

  /// Equal vectors are trained with once, unless that leaves fewer than there are lists.
  @Override
  void doTrain(VectorSource sample, BuildOptions options) {
    Vectors all = Samples.all(sample);
    Vectors distinct = EqualVectors.distinct(all);
    super.doTrain(distinct.size() < listCount() ? all : distinct, options);
  }

  /// Equal vectors may be far from each other, so all of them are held in memory.
  @Override
  void doAdd(VectorSource source, long @Nullable [] ids, BuildOptions options) {
    Vectors added = Samples.all(source);
    int[] lists = assign(added, options.parallelism());
    long[] all = ids == null ? LongStream.range(size(), size() + added.size()).toArray() : ids;
    long[] equal = findEqual(added, lists, all);
    int[] fresh = IntStream.range(0, equal.length).filter(row -> equal[row] == NEW).toArray();
    duplicates.reserve(duplicates.size() + equal.length - fresh.length);
    if (fresh.length == equal.length) {
      add(AddedBlocks.of(added, options), lists, all, options);
      return;
    }
    add(
        AddedBlocks.of(added.select(fresh), options),
        Arrays.stream(fresh).map(row -> lists[row]).toArray(),
        Arrays.stream(fresh).mapToLong(row -> all[row]).toArray(),
        options);
    for (int row = 0; row < equal.length; row++) {
      if (equal[row] != NEW) {
        duplicates.add(equal[row], all[row]);
      }
    }
  }

  /// For each vector the id of an equal one in its list or before it.
  private long[] findEqual(Vectors added, int[] targets, long[] ids) {
    long[] equal = new long[targets.length];
    Arrays.fill(equal, NEW);
    RowsByList rows = new RowsByList(targets, listCount());
    for (int group = 0; group < rows.groups(); group++) {
      findEqual(group, added, rows, ids, equal);
    }
    return equal;
  }

  /// In one list: numbers below its size are of stored vectors, the others of those to come.
  private void findEqual(int group, Vectors added, RowsByList rows, long[] ids, long[] equal) {
    int list = rows.list(group);
    SketchedRows stored = lists().codes(list);
    long size = stored.size();
    EqualVectors vectors =
        new EqualVectors(
            (number, to) -> {
              if (number < size) {
                stored.copyCode(number, to, 0);
              } else {
                int row = rows.row(group, (int) (number - size));
                to.copyFrom(added.slice(row, row + 1L).segment());
              }
            },
            dimension());
    for (long number = 0; number < size; number++) {
      vectors.note(number);
    }
    for (int i = 0; i < rows.count(group); i++) {
      long first = vectors.note(size + i);
      if (first < size) {
        equal[rows.row(group, i)] = lists().ids(list).get(first);
      } else if (first < size + i) {
        equal[rows.row(group, i)] = ids[rows.row(group, (int) (first - size))];
      }
    }
  }

  @Override
  Vectors doReconstruct(long[] ids) {
    long[] kept = ids.clone();
    duplicates.toKept(kept);
    return super.doReconstruct(kept);
  }

  @Override
  Vectors doReconstruct(long first, long count) {
    return doReconstruct(LongStream.range(first, first + count).toArray());
  }

  @Override
  long doRemove(IdFilter ids) {
    // asked before anything moves, so that a filter that throws leaves the index as it was
    LongMap gone = new LongMap();
    for (int list = 0; list < listCount(); list++) {
      note(lists().ids(list), ids, gone);
    }
    note(duplicates.others(), ids, gone);
    long before = size();
    LongMap heirs = duplicates.remove(gone);
    for (int list = 0; list < listCount(); list++) {
      replace(lists().ids(list), heirs);
    }
    super.doRemove(id -> gone.get(id) != LongMap.ABSENT);
    return before - size();
  }

  private static void note(NativeLongs ids, IdFilter filter, LongMap accepted) {
    for (long i = 0; i < ids.size(); i++) {
      if (filter.accepts(ids.get(i))) {
        accepted.put(ids.get(i), i);
      }
    }
  }

  private static void replace(NativeLongs ids, LongMap replacements) {
    for (long i = 0; i < ids.size() && replacements.size() > 0; i++) {
      long replacement = replacements.get(ids.get(i));
      if (replacement != LongMap.ABSENT) {
        ids.set(i, replacement);
      }
    }
  }

  /// Vectors of one index that equal vectors of the other stay.
  @Override
  void doMerge(BaseIndex other, long addToIds) {
    Duplicates source = ((IvfFlatDedupIndex) other).duplicates;
    Arguments.requireShiftable(source.others(), addToIds);
    super.doMerge(other, addToIds);
    for (long pair = 0; pair < source.size(); pair++) {
      duplicates.add(source.kept().get(pair) + addToIds, source.others().get(pair) + addToIds);
    }
  }

  @Override
  void doReset() {
    super.doReset();
    duplicates.clear();
  }

  @Override
  public void setDirectMap(DirectMapType type) {
    if (type != DirectMapType.NONE) {
      throw new UnsupportedOperationException(
          "lists without duplicates have no direct map: several ids share a place; use \"Flat\"");
    }
    super.setDirectMap(type);
  }

  /// The ids of vectors that are not stored.
  ///
  /// @return for a reader or writer of files
  public Duplicates duplicates() {
    return duplicates;
  }

  @Override
  String codeName() {
    return "FlatDedup";
  }

  @Override
  public long size() {
    return super.size() + duplicates.size();
  }

  @Override
  public long largestId() {
    return Math.max(super.largestId(), duplicates.others().max());
  }

  @Override
  public boolean numbersByPosition() {
    return duplicates.size() == 0 && super.numbersByPosition();
  }

  @Override
  public long memoryBytes() {
    return super.memoryBytes() + duplicates.bytes();
  }
}
