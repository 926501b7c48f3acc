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
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.memory.Temporaries;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.Quantizer;
import dev.kith.internal.random.Samples;
import dev.kith.vector.Codes;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Inverted lists of the codes of one quantizer (specification of the factory, section 2.4): what
/// all types share. A type says how its codes are compared with queries ([#scorer]); everything
/// else it may leave as it is.
///
/// @param <S> the layout of the codes in a list
public abstract class BaseIvfIndex<S extends CodeStore> extends BaseIndex implements IvfIndex {

  /// Queries that are scanned together: the more there are, the more share a list.
  private static final int BLOCK = 4096;

  /// Visits of lists that are planned together; all of a call could need gigabytes.
  private static final int PLANNED_VISITS = 1 << 20;

  private final BaseIndex quantizer;
  private final ListCoder coder;
  private final InvertedLists<S> lists;
  private final MappedLists<S> entries;
  private long nprobe = 1;
  private long size;

  /// An empty index.
  ///
  /// @param quantizer the index of the centroids, of this dimension; owned by this index from now
  ///   on. It may compare by another metric, as many files have it
  /// @param listCount number of lists, at least 1
  /// @param metric how vectors are compared
  /// @param codec makes the codes
  /// @param byResidual whether codes are of vectors minus their centroids
  /// @param store makes an empty list of codes
  BaseIvfIndex(
      Index quantizer,
      int listCount,
      Metric metric,
      Quantizer codec,
      boolean byResidual,
      Function<NativeHeap, S> store) {
    super(quantizer.dimension(), metric);
    Arguments.requireListCount(listCount);
    this.quantizer = of(quantizer);
    if (quantizer instanceof FlatIndex flat) {
      flat.lookUpOnly();
    }
    this.coder = new ListCoder(this.quantizer, codec, byResidual);
    this.lists = new InvertedLists<>(listCount, store);
    this.entries = new MappedLists<>(lists);
  }

  /// What compares the lists with the queries of one block.
  ///
  /// @param block the queries
  /// @param probes the lists that each of them visits
  /// @param options filter and parameters of the call
  /// @return for one thread
  abstract ListScorer scorer(QueryBlock block, Probes probes, SearchOptions options);

  /// The name of the codes, as the factory writes them.
  abstract String codeName();

  /// Training vectors that the codec looks at, at most.
  long trainingLimit() {
    return Long.MAX_VALUE;
  }

  /// Queries that can be scanned together, for a type that keeps tables of each.
  int largestBlock(int probes) {
    return Math.clamp(PLANNED_VISITS / probes, 1, BLOCK);
  }

  /// Called when vectors that are being added have got their lists (`targets`) and codes, before
  /// these go to the lists.
  void encoded(Vectors vectors, int[] targets, Codes codes, Parallelism parallelism) {}

  /// Called when a list has got codes at its end, by adding, merging or reading.
  void appended(int list, long from) {}

  /// Called when vectors have come, by adding, merging or reading, and all of them are there.
  ///
  /// @param parallelism threads for what is prepared now
  void filled(Parallelism parallelism) {}

  /// Called when everything has been learned or read that a search may prepare for.
  void trained() {}

  @Override
  Neighbors doSearch(Vectors queries, int k, SearchOptions options) {
    return QueryBlock.search(
        queries,
        k,
        metric(),
        options.parallelism(),
        largestBlock(probeCount(options)),
        (block, best) -> new IvfScan(this, options).run(block, best));
  }

  @Override
  RangeNeighbors doRangeSearch(Vectors queries, float radius, SearchOptions options) {
    return QueryBlock.rangeSearch(
        queries,
        radius,
        metric(),
        options.parallelism(),
        largestBlock(probeCount(options)),
        (block, found) -> new IvfScan(this, options).listByList(block, found));
  }

  @Override
  RepeatedScan repeatedScan(SearchOptions options) {
    return new RepeatedScan(new IvfScan(this, options), largestBlock(probeCount(options)));
  }

  final int probeCount(SearchOptions options) {
    return Math.min(options.integer(SearchParameter.NPROBE, nprobe()), lists.count());
  }

  @Override
  void doTrain(VectorSource sample, BuildOptions options) {
    if (!isCoarseTrained()) {
      quantizer.trainAsCoarse(lists.count(), sample, options);
    }
    if (!codec().isTrained()) {
      Temporaries.run(() -> coder.train(Samples.of(sample, trainingLimit(), options), options));
    }
    trained();
  }

  final int[] assign(Vectors vectors, Parallelism parallelism) {
    return Probes.listNumbers(quantizer.assign(vectors, 1, parallelism));
  }

  private boolean isCoarseTrained() {
    return quantizer.isTrained() && quantizer.size() == lists.count();
  }

  @Override
  void doAdd(VectorSource added, long @Nullable [] ids, BuildOptions options) {
    if (ids != null && directMap() == DirectMapType.ARRAY) {
      throw new UnsupportedOperationException(
          "the direct map is an array, which numbers vectors from 0; use a hash table for own ids");
    }
    AddedBlocks blocks = AddedBlocks.of(added, options).rounds(2);
    int[] assigned = new int[Math.toIntExact(added.size())];
    blocks.forEach((from, block) -> {
      int[] lists = assign(block, options.parallelism());
      System.arraycopy(lists, 0, assigned, (int) from, lists.length);
    });
    add(blocks, assigned, ids, options);
  }

  /// Adds vectors to lists that are known, so that every list grows once.
  final void add(AddedBlocks added, int[] assigned, long @Nullable [] ids, BuildOptions options) {
    RowsByList rows = new RowsByList(assigned, lists.count());
    long[] before = entries.reserve(rows);
    try {
      added.forEach(
          (from, block) -> append(block, (int) from, assigned, ids, options.parallelism()));
    } catch (RuntimeException | Error e) { // such as a mapped file that is cut while it is read
      entries.takeBack(rows, before, size);
      throw e;
    }
    size += assigned.length;
    filled(options.parallelism());
  }

  /// Appends the rows from `from` on of what is added.
  private void append(
      Vectors block, int from, int[] assigned, long @Nullable [] ids, Parallelism parallelism) {
    int[] targets = Arrays.copyOfRange(assigned, from, from + (int) block.size());
    Codes codes = coder.encode(block, targets, parallelism);
    encoded(block, targets, codes, parallelism);
    entries.append(
        codes, targets, row -> ids == null ? size + from + row : ids[from + row], this::appended);
  }

  @Override
  int doCodeSize() {
    return coder.standaloneSize(lists.count());
  }

  @Override
  Codes doEncode(Vectors vectors, Parallelism parallelism) {
    int[] targets = assign(vectors, parallelism);
    return ListNumbers.prepend(targets, lists.count(), coder.encode(vectors, targets, parallelism));
  }

  @Override
  Vectors doDecode(Codes codes) {
    int[] sources = ListNumbers.read(codes, lists.count());
    return coder.decode(ListNumbers.strip(codes, lists.count()), sources);
  }

  @Override
  float[] doReconstruct(long id) {
    return doReconstruct(new long[] {id}).row(0);
  }

  @Override
  Vectors doReconstruct(long[] ids) {
    Codes codes = Codes.allocate(ids.length, codec().codeSize());
    return coder.decode(codes, entries.copyEach(ids, codes));
  }

  @Override
  Vectors doReconstruct(long first, long count) {
    Codes codes = Codes.allocate(count, codec().codeSize());
    return coder.decode(codes, entries.copyAll(first, codes));
  }

  @Override
  long doRemove(IdFilter ids) {
    long removed = entries.remove(ids);
    size -= removed;
    return removed;
  }

  @Override
  void doMerge(BaseIndex other, long addToIds) {
    BaseIvfIndex<?> source = (BaseIvfIndex<?>) other;
    CoarseTraining.requireSame(this, source);
    entries.merge(source.lists, addToIds, this::appended);
    size += source.size;
    filled(Parallelism.of(1));
  }

  @Override
  void doReset() {
    entries.clear();
    size = 0;
  }

  @Override
  public void setDirectMap(DirectMapType type) {
    change(() -> entries.setMap(type, size));
  }

  /// Takes over what a file holds.
  ///
  /// @param vectors number of vectors that the file counts, at least as many as the lists hold
  /// @param probes lists to visit, as the file has it: 0 means 1, and any number is allowed
  /// @param map its direct map, whose places are checked
  public void restore(long vectors, long probes, DirectMap map) {
    this.size = vectors;
    this.nprobe = probes;
    entries.restore(map);
    trained();
    IntStream.range(0, lists.count())
        .filter(list -> lists.size(list) > 0)
        .forEach(list -> appended(list, 0));
    filled(Parallelism.shared());
  }

  @Override
  void doClose() {
    quantizer.close();
    lists.close();
  }

  /// The lists themselves.
  ///
  /// @return for a reader or writer of files
  public final InvertedLists<S> lists() {
    return lists;
  }

  /// What makes the codes of lists.
  final ListCoder coder() {
    return coder;
  }

  /// What makes the codes.
  ///
  /// @return the quantizer of the lists
  public final Quantizer codec() {
    return coder.codec();
  }

  /// Whether codes are of vectors minus their centroids.
  ///
  /// @return false where they are of the vectors themselves
  public final boolean isByResidual() {
    return coder.byResidual();
  }

  /// The map itself.
  ///
  /// @return for a writer of files
  public final DirectMap map() {
    return entries.map();
  }

  @Override
  public final int listCount() {
    return lists.count();
  }

  @Override
  public final long listSize(int list) {
    return lists.size(list);
  }

  @Override
  public final int nprobe() {
    return Math.clamp(nprobe, 1, Integer.MAX_VALUE);
  }

  /// The number of lists to visit as a file had it, or as it was set since.
  ///
  /// @return not negative
  public final long storedNprobe() {
    return nprobe;
  }

  @Override
  public final void setNprobe(int lists) {
    if (lists < 1) {
      throw new IllegalArgumentException("nprobe is " + lists + ", and must be at least 1");
    }
    change(() -> nprobe = lists);
  }

  @Override
  public final BaseIndex quantizer() {
    return quantizer;
  }

  @Override
  public final DirectMapType directMap() {
    return map().type();
  }

  @Override
  public Set<SearchParameter> parameters() {
    return Set.of(SearchParameter.NPROBE, SearchParameter.MAX_CODES);
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
  public boolean numbersByPosition() {
    return lists.holdPositions(size);
  }

  @Override
  public boolean isTrained() {
    return isCoarseTrained() && codec().isTrained();
  }

  @Override
  public long memoryBytes() {
    return quantizer.memoryBytes() + codec().memoryBytes() + lists.bytes() + map().bytes();
  }

  @Override
  public IndexReport report() {
    return ListBalance.report(this);
  }
}
