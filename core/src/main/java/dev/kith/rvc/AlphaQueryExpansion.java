// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.vector.Metric;
import dev.kith.vector.VectorSource;

/// Replaces vectors by weighted sums of their neighbours: alpha query expansion, alpha-QE of F.
/// Radenović, G. Tolias and O. Chum, "Fine-tuning CNN Image Retrieval with No Human Annotation",
/// IEEE TPAMI 41(7), 2019, in the form that users of RVC know (specification of the factory,
/// section 5.3).
///
/// With all vectors divided by their lengths (no less than 1e-9), the neighbours x_j of a vector x
/// in the database and their exact inner products s_j with it,
///
/// ```
/// x' = sum of s_j ^ alpha * x_j
/// ```
///
/// which is then brought to length 1, or to the length that x had.
///
/// - **In the database** x itself is one of its neighbours. Where the index does not return it, it
///   takes the place of the last one.
/// - **Of other vectors** x is added with the weight 1.
/// - **Neighbours that point away** (s_j of 0 or less) weigh nothing. The document that RVC's users
///   follow does not treat them: an odd alpha subtracts them there, and a fraction makes NaN of
///   them.
/// - **Neighbours that are missing**, as few lists were visited, are left out. A vector that has
///   none stays as it is.
/// - **Zero vectors** stay zero: they have no similarity with anything.
///
/// Results are sources that work block by block when they are read, [dev.kith.io.Npy#write] them
/// for instance: besides the index a few thousand vectors are in memory. They can be read from any
/// number of threads, and do not depend on the number of threads of a search.
public final class AlphaQueryExpansion {

  private final VectorSource base;
  private final Index index;
  private final ExpansionOptions options;
  private final ExpansionTally tally = new ExpansionTally();

  /// Prepares expansion.
  ///
  /// @param base the database, n x d, as it is and not normalised
  /// @param index finds neighbours by L2 or inner product among the vectors of `base` divided by
  ///   their lengths; its ids are their rows. See [#index]. To stay open while results are read
  /// @param options how to expand
  /// @throws IllegalArgumentException if the index does not fit the database
  public AlphaQueryExpansion(VectorSource base, Index index, ExpansionOptions options) {
    if (index.dimension() != base.dimension() || index.size() != base.size()) {
      throw new IllegalArgumentException(
          ("the index holds %,d vectors of dimension %d, and the database %,d of dimension %d;"
                  + " build it from the same vectors")
              .formatted(index.size(), index.dimension(), base.size(), base.dimension()));
    }
    this.base = base;
    this.index = index;
    this.options = options;
  }

  /// The index that is usual: for vectors of 256 components `IVF512,PQ128x4fs,RFlat`.
  ///
  /// @param dimension of the vectors
  /// @return 512 lists of 4-bit codes of 2 components each, or of whole vectors where the dimension
  ///   is odd
  public static IndexSpec usualIndex(int dimension) {
    return IndexSpec.parse(
        dimension % 2 == 0 ? "IVF512,PQ" + dimension / 2 + "x4fs,RFlat" : "IVF512,Flat");
  }

  /// Builds an index of vectors divided by their lengths.
  ///
  /// @param base the database
  /// @param spec what to build, with L2
  /// @param build listener, threads, seed
  /// @return a trained and filled index, to be closed by the caller
  public static Index index(VectorSource base, IndexSpec spec, BuildOptions build) {
    var index = IndexFactory.create(base.dimension(), spec, Metric.L2);
    try {
      var unit = new UnitVectors(base);
      index.train(unit, build);
      index.add(unit, build);
      return index;
    } catch (RuntimeException | Error e) {
      index.close();
      throw e;
    }
  }

  /// The database, expanded.
  ///
  /// @return n x d
  public VectorSource database() {
    return new ExpandedVectors(base, base, true, index, options, tally);
  }

  /// Other vectors, expanded by neighbours from the database.
  ///
  /// @param queries m x d
  /// @return m x d
  /// @throws IllegalArgumentException if the dimensions differ
  public VectorSource queries(VectorSource queries) {
    if (queries.dimension() != base.dimension()) {
      throw new IllegalArgumentException(
          "the queries have dimension %d, and the database %d"
              .formatted(queries.dimension(), base.dimension()));
    }
    return new ExpandedVectors(queries, base, false, index, options, tally);
  }

  /// What has been met while results were read.
  ///
  /// @return counts over all of them
  public ExpansionCounts counts() {
    return tally.counts();
  }
}
