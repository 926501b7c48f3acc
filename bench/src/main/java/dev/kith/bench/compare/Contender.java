// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.compare;

import java.io.IOException;
import java.util.List;

/// One library with one index, as a comparison sees it.
public interface Contender extends AutoCloseable {

  /// {@return library and version}
  String library();

  /// {@return the vector kernels that run}
  String kernel();

  /// Makes the index from the task's base; called once, first.
  ///
  /// @return what it took
  /// @throws IOException if the library keeps its index in files, and cannot
  Built build() throws IOException;

  /// Sets a parameter of the searches to come.
  ///
  /// @param name such as `nprobe` or `efSearch`
  /// @param value of it
  void set(String name, double value);

  /// Searches for all queries, in one call where the library has such a call, and on the task's
  /// threads.
  ///
  /// @param ids receives k ids a query, nearest first; -1 where fewer were found
  void searchAll(long[] ids);

  /// Searches for one query, on the calling thread.
  ///
  /// @param query number of the query
  /// @param ids receives k ids at `query * k`
  void searchOne(int query, long[] ids);

  /// What else is built and searched before, where the JIT compiler is to see more than this index.
  ///
  /// @return indexes that a few hundred vectors of 8 or 100 dimensions can train
  List<String> others();

  /// Lets go of the index.
  @Override
  void close();

  /// Makes contenders of one library.
  interface Entry {

    /// Makes one.
    ///
    /// @param task what to do
    /// @return a contender, with nothing built yet
    Contender enter(Task task);
  }
}
