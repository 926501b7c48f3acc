// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.peers;

import dev.kith.bench.compare.Contender;
import dev.kith.bench.compare.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// A library that answers one query a call: a batch is a loop over the queries, on the threads of
/// the task.
abstract class GraphContender implements Contender {

  final Task task;
  final GraphSize size;
  private final ExecutorService threads;
  private int efSearch;

  GraphContender(Task task) {
    this.task = task;
    this.size = GraphSize.parse(task.index());
    this.threads = Executors.newFixedThreadPool(Math.max(1, task.threads() - 1));
    this.efSearch = Math.max(16, task.k());
  }

  /// The version that the build took.
  ///
  /// @param library a key of `versions.properties`
  static String version(String library) {
    var versions = new Properties();
    try (var file = GraphContender.class.getResourceAsStream("versions.properties")) {
      versions.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions.getProperty(library);
  }

  /// Candidates of a search, at least k.
  final int efSearch() {
    return efSearch;
  }

  @Override
  public void set(String name, double value) {
    if (!name.equals("efSearch")) {
      throw new IllegalArgumentException("no parameter " + name + "; there is efSearch");
    }
    efSearch = Math.max(task.k(), (int) value);
  }

  @Override
  public void searchAll(long[] ids) {
    var next = new AtomicInteger();
    List<Future<?>> others = new ArrayList<>();
    for (int thread = 1; thread < task.threads(); thread++) {
      others.add(threads.submit(() -> search(next, ids)));
    }
    search(next, ids);
    others.forEach(GraphContender::join);
  }

  private void search(AtomicInteger next, long[] ids) {
    int count = task.count();
    for (int query = next.getAndIncrement(); query < count; query = next.getAndIncrement()) {
      searchOne(query, ids);
    }
  }

  private static void join(Future<?> other) {
    try {
      other.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<String> others() {
    return List.of(task.index());
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
