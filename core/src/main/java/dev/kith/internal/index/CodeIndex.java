// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.BuildOptions;
import dev.kith.IdFilter;
import dev.kith.IndexReport;
import dev.kith.Neighbors;
import dev.kith.Parallelism;
import dev.kith.RangeNeighbors;
import dev.kith.SearchOptions;
import dev.kith.internal.memory.NativeHeap;
import dev.kith.internal.panel.CodeStore;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.Quantizer;
import dev.kith.internal.random.Samples;
import dev.kith.vector.Codes;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// One list of the codes of one quantizer, every one of which is compared with every query. Ids are
/// positions; removal closes the gaps, so later ids move down (specification of the factory,
/// section 2.3). A type says how its codes are compared ([#scan]).
///
/// @param <S> the layout of the codes
public abstract class CodeIndex<S extends CodeStore> extends BaseIndex {

  private final NativeHeap heap = new NativeHeap();
  private final Quantizer codec;
  private final S codes;

  /// An empty index.
  ///
  /// @param metric how vectors are compared
  /// @param codec makes the codes
  /// @param store makes an empty list of codes
  CodeIndex(Metric metric, Quantizer codec, Function<NativeHeap, S> store) {
    super(codec.dimension(), metric);
    this.codec = codec;
    this.codes = store.apply(heap);
  }

  /// What compares all codes with the queries of block after block.
  ///
  /// @param filter which ids may be found; null for all
  /// @return for one thread
  abstract QueryBlock.Scan scan(@Nullable IdFilter filter);

  /// How vectors are compared, where that is not what the metric says.
  Metric comparison() {
    return metric();
  }

  /// The name of the type, as the factory writes it.
  abstract String name();

  /// Queries that can be scanned together.
  int largestBlock() {
    return QueryBlock.CACHED;
  }

  /// Settings, for a report.
  Map<String, Object> facts() {
    return Map.of();
  }

  /// Called after every change of the codes.
  void changed() {}

  @Override
  Neighbors doSearch(Vectors queries, int k, SearchOptions options) {
    return QueryBlock.search(
        queries,
        k,
        comparison(),
        options.parallelism(),
        largestBlock(),
        (block, best) -> scan(options.filter()).run(block, best));
  }

  @Override
  RangeNeighbors doRangeSearch(Vectors queries, float radius, SearchOptions options) {
    return QueryBlock.rangeSearch(
        queries,
        radius,
        comparison(),
        options.parallelism(),
        largestBlock(),
        (block, found) -> scan(options.filter()).run(block, found));
  }

  @Override
  void doTrain(VectorSource sample, BuildOptions options) {
    if (!codec.isTrained()) {
      codec.train(Samples.of(sample, codec.trainingVectors(), options), options);
    }
  }

  @Override
  void doAdd(VectorSource added, long @Nullable [] ids, BuildOptions options) {
    if (ids != null) {
      throw new UnsupportedOperationException(
          "an index of the type %s numbers its vectors itself; put it into an IDMap: \"IDMap,%s\""
              .formatted(name(), name()));
    }
    long before = size();
    codes.reserve(before + added.size());
    try {
      AddedBlocks.of(added, options)
          .forEach((from, block) -> {
            Codes encoded = codec.encode(block, options.parallelism());
            codes.append(encoded, CodeStore.RowOrder.SAME, block.size());
          });
    } catch (RuntimeException | Error e) { // such as a mapped file that is cut while it is read
      codes.truncate(before);
      throw e;
    }
    changed();
    filled(options.parallelism());
  }

  /// Called when vectors have come, by adding, merging or reading.
  ///
  /// @param parallelism threads for what is prepared now
  public void filled(Parallelism parallelism) {}

  @Override
  int doCodeSize() {
    return codec.codeSize();
  }

  @Override
  Codes doEncode(Vectors vectors, Parallelism parallelism) {
    return codec.encode(vectors, parallelism);
  }

  @Override
  Vectors doDecode(Codes given) {
    return codec.decode(given);
  }

  @Override
  float[] doReconstruct(long id) {
    return doReconstruct(id, 1).row(0);
  }

  @Override
  Vectors doReconstruct(long[] ids) {
    Codes copy = Codes.allocate(ids.length, codec.codeSize());
    for (int i = 0; i < ids.length; i++) {
      checkId(ids[i]);
      codes.copyCode(ids[i], copy.segment(), copy.offset(i));
    }
    return codec.decode(copy);
  }

  @Override
  Vectors doReconstruct(long first, long count) {
    if (count > 0) {
      checkId(first);
      checkId(first + count - 1);
    }
    Codes copy = Codes.allocate(count, codec.codeSize());
    for (long i = 0; i < count; i++) {
      codes.copyCode(first + i, copy.segment(), copy.offset(i));
    }
    return codec.decode(copy);
  }

  private void checkId(long id) {
    if (id < 0 || id >= size()) {
      throw new NoSuchElementException(
          "there is no vector " + id + "; the index has " + size() + ", from 0");
    }
  }

  @Override
  long doRemove(IdFilter ids) {
    // asked before anything moves, so that a filter that throws leaves the index as it was
    long removed = LongStream.range(0, size()).filter(ids::accepts).count();
    if (removed > 0) {
      keep(ids.negate());
    }
    return removed;
  }

  private void keep(IdFilter ids) {
    long kept = 0;
    for (long row = 0; row < size(); row++) {
      if (ids.accepts(row)) {
        if (kept < row) {
          codes.move(row, kept);
        }
        kept++;
      }
    }
    codes.truncate(kept);
    changed();
  }

  @Override
  void doMerge(BaseIndex other, long addToIds) {
    if (addToIds != 0) {
      throw new IllegalArgumentException(
          "an index of the type %s numbers its vectors itself; addToIds is %d, and must be 0"
              .formatted(name(), addToIds));
    }
    CodeIndex<?> source = (CodeIndex<?>) other;
    if (!codec.encodesLike(source.codec)) {
      throw new IllegalArgumentException(
          "the codes of the two indexes differ; only indexes of one training can be merged");
    }
    codes.append(source.codes);
    changed();
    filled(Parallelism.of(1));
  }

  @Override
  void doReset() {
    codes.truncate(0);
    changed();
  }

  @Override
  void doClose() {
    heap.close();
  }

  /// The codes themselves.
  ///
  /// @return for a reader or writer of files
  public final S codes() {
    return codes;
  }

  /// What makes the codes.
  ///
  /// @return the quantizer
  public final Quantizer codec() {
    return codec;
  }

  @Override
  boolean shiftsOnRemoval() {
    return true;
  }

  @Override
  public final long size() {
    return codes.size();
  }

  @Override
  public final boolean isTrained() {
    return codec.isTrained();
  }

  @Override
  public final long memoryBytes() {
    return heap.bytes() + codec.memoryBytes();
  }

  @Override
  public final IndexReport report() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("bytes per code", (long) codec.codeSize());
    facts.putAll(facts());
    return report(name(), facts);
  }
}
