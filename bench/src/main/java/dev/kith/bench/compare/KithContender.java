// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.compare;

import dev.kith.BuildListener;
import dev.kith.BuildOptions;
import dev.kith.Index;
import dev.kith.Kith;
import dev.kith.Neighbors;
import dev.kith.SearchOptions;
import dev.kith.SearchParameter;
import dev.kith.factory.IndexFactory;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Kith, with an index of the factory language.
public final class KithContender implements Contender {

  private final Task task;
  private final Index index;
  private final List<Vectors> each = new ArrayList<>();
  private SearchOptions options;

  /// @param task its index is a factory string
  KithContender(Task task) {
    this.task = task;
    index = IndexFactory.create(task.base().dimension(), task.index(), task.metric());
    options = SearchOptions.defaults().threads(task.threads());
    for (int row = 0; row < task.count(); row++) {
      each.add(task.queries().slice(row, row + 1));
    }
  }

  /// Answers requests.
  ///
  /// @param args see [Task#parse]
  /// @throws IOException if a file cannot be read
  public static void main(String[] args) throws IOException {
    ContenderLoop.run(KithContender::new, args);
  }

  @Override
  public String library() {
    return "Kith " + Kith.version();
  }

  @Override
  public String kernel() {
    return Kith.kernel();
  }

  @Override
  public Built build() {
    var build = BuildOptions.defaults().threads(task.threads()).listener(BuildListener.SILENT);
    long begin = System.nanoTime();
    index.train(task.base(), build);
    long trained = System.nanoTime();
    index.add(task.base(), build);
    long added = System.nanoTime();
    return new Built((trained - begin) / 1e9, (added - trained) / 1e9, index.memoryBytes());
  }

  @Override
  public void set(String name, double value) {
    options = options.with(SearchParameter.parse(name), value);
  }

  @Override
  public void searchAll(long[] ids) {
    copy(index.search(task.queries(), task.k(), options), ids, 0);
  }

  @Override
  public void searchOne(int query, long[] ids) {
    copy(index.search(each.get(query), task.k(), options), ids, query * task.k());
  }

  private static void copy(Neighbors found, long[] ids, int at) {
    long[] all = found.ids();
    System.arraycopy(all, 0, ids, at, all.length);
  }

  @Override
  public List<String> others() {
    return List.of(
        "Flat", "SQ4", "PQ2", "PQ4x4fs", "IVF7,Flat", "IVF7,SQ8", "IVF1,PQ2", "IVF7,PQ4x4fs,RFlat");
  }

  @Override
  public void close() {
    index.close();
  }
}
