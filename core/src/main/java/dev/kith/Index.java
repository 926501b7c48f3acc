// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import dev.kith.vector.Codes;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;
import dev.kith.vector.Vectors;
import java.util.Set;

/// Vectors, and how to find those nearest to a query.
///
/// **Threads.** Any number of threads may search at once, without a lock. Methods that change the
/// index ([#train], [#add], [#remove], [#merge], [#reset], [#close]) wait for the searches that are
/// under way; a search that begins while one of them runs throws [ConcurrentChangeException], and
/// so does a second change. The caller that mixes both brings its own lock, or tries again.
///
/// **Arguments** are checked on the way in: a wrong dimension, a NaN or an infinity is an
/// [IllegalArgumentException] that names the row, so that no search returns a NaN.
public interface Index extends AutoCloseable {

  /// Components of a vector.
  ///
  /// @return d
  int dimension();

  /// How vectors are compared.
  ///
  /// @return the metric; it fixes unit and order of the distances
  Metric metric();

  /// Number of vectors in the index.
  ///
  /// @return n
  long size();

  /// Whether vectors can be added.
  ///
  /// @return true once trained, or if there is nothing to train
  boolean isTrained();

  /// The search parameters that this index knows, beside filter and parallelism.
  ///
  /// @return names that [#search] accepts
  Set<SearchParameter> parameters();

  /// Learns what the index needs to know of the data (centroids, codebooks). Vectors that are in
  /// the index already stay valid only if there are none: training is refused for a filled index.
  ///
  /// @param vectors a sample, or all. Of those that are not in memory only the rows that the index
  ///   learns from are copied, the same rows as of vectors in memory
  /// @param options listener, seed, threads
  /// @throws IllegalStateException if the index holds vectors
  void train(VectorSource vectors, BuildOptions options);

  /// [#train(VectorSource, BuildOptions)] with the defaults.
  ///
  /// @param vectors a sample, or all
  default void train(VectorSource vectors) {
    train(vectors, BuildOptions.defaults());
  }

  /// Adds vectors; their ids are `size()`, `size() + 1`, … They are read in blocks, so the memory
  /// that this needs is that of the index.
  ///
  /// @param vectors what to add
  /// @param options listener and threads
  /// @throws IllegalStateException if the index is not trained
  void add(VectorSource vectors, BuildOptions options);

  /// [#add(VectorSource, BuildOptions)] with the defaults.
  ///
  /// @param vectors what to add
  default void add(VectorSource vectors) {
    add(vectors, BuildOptions.defaults());
  }

  /// Adds vectors under ids of the caller's.
  ///
  /// @param vectors what to add
  /// @param ids one id a vector, not negative; ids that are there already are not replaced
  /// @param options listener and threads
  /// @throws UnsupportedOperationException if this index numbers its vectors itself
  void add(VectorSource vectors, long[] ids, BuildOptions options);

  /// [#add(VectorSource, long[], BuildOptions)] with the defaults.
  ///
  /// @param vectors what to add
  /// @param ids one id a vector
  default void add(VectorSource vectors, long[] ids) {
    add(vectors, ids, BuildOptions.defaults());
  }

  /// The k best vectors for each query.
  ///
  /// @param queries one query a row
  /// @param k how many neighbours, at least 1; may exceed [#size()]
  /// @param options parameters of this call
  /// @return for each query k results, best first; equal distances by ascending id (for
  ///   similarities descending), where an id map counts by the positions inside; id -1 and
  ///   [Metric#missing()] where fewer were found
  /// @throws IllegalArgumentException if an option is given that this index does not know
  Neighbors search(Vectors queries, int k, SearchOptions options);

  /// [#search(Vectors, int, SearchOptions)] with the defaults.
  ///
  /// @param queries one query a row
  /// @param k how many neighbours
  /// @return the neighbours
  default Neighbors search(Vectors queries, int k) {
    return search(queries, k, SearchOptions.defaults());
  }

  /// All vectors nearer than a radius.
  ///
  /// @param queries one query a row
  /// @param radius in the unit of the metric (squared for L2); results are strictly better than it
  /// @param options parameters of this call
  /// @return the vectors found, in no particular order
  RangeNeighbors rangeSearch(Vectors queries, float radius, SearchOptions options);

  /// [#rangeSearch(Vectors, float, SearchOptions)] with the defaults.
  ///
  /// @param queries one query a row
  /// @param radius in the unit of the metric
  /// @return the vectors found
  default RangeNeighbors rangeSearch(Vectors queries, float radius) {
    return rangeSearch(queries, radius, SearchOptions.defaults());
  }

  /// The stored form of a vector.
  ///
  /// @param id an id in the index
  /// @return d floats
  /// @throws java.util.NoSuchElementException if there is no such id
  /// @throws UnsupportedOperationException if the index cannot find a vector by its id
  float[] reconstruct(long id);

  /// The stored forms of the vectors `first` to `first + count - 1`.
  ///
  /// @param first the first id
  /// @param count how many
  /// @return one row an id
  /// @throws java.util.NoSuchElementException if an id is missing
  Vectors reconstruct(long first, long count);

  /// Bytes of a code as [#encode] makes it.
  ///
  /// @return bytes
  /// @throws UnsupportedOperationException if this type has no codes that stand alone
  int codeSize();

  /// Encodes vectors without storing them.
  ///
  /// @param vectors n x d
  /// @param parallelism the threads
  /// @return n codes of [#codeSize()] bytes, those of Faiss's standalone codec: an index with
  ///   inverted lists puts the list number first, a refined one appends the finer code
  /// @throws UnsupportedOperationException if this type has no codes that stand alone
  Codes encode(Vectors vectors, Parallelism parallelism);

  /// [#encode(Vectors, Parallelism)] on the shared threads.
  ///
  /// @param vectors n x d
  /// @return n codes
  default Codes encode(Vectors vectors) {
    return encode(vectors, Parallelism.shared());
  }

  /// The vectors that codes stand for.
  ///
  /// @param codes from [#encode], or from Faiss's standalone codec for the same index
  /// @return n x d
  /// @throws IllegalArgumentException if the codes have another size or cannot be
  /// @throws UnsupportedOperationException if this type has no codes that stand alone
  Vectors decode(Codes codes);

  /// Removes vectors.
  ///
  /// @param ids which; if it throws, nothing is removed
  /// @return how many were removed
  long remove(IdFilter ids);

  /// Copies all vectors of another index of the same structure and training into this one. The
  /// other is left as it is.
  ///
  /// @param other the same kind of index
  /// @param addToIds added to the ids of `other`
  /// @throws IllegalArgumentException if the two do not fit, with the reason, or if an id would
  ///   become negative
  void merge(Index other, long addToIds);

  /// Removes all vectors; what was learned stays.
  void reset();

  /// Bytes that the index holds: vectors, codes, ids, tables.
  ///
  /// @return bytes, without the few of Java objects
  long memoryBytes();

  /// A look inside: the components with their settings, sizes and statistics.
  ///
  /// @return a tree
  IndexReport report();

  /// Frees the memory at once. Any later search or change throws [IllegalStateException]; to close
  /// again does nothing.
  @Override
  void close();
}
