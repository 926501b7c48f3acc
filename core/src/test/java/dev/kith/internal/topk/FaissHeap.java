// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.topk;

import dev.kith.vector.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The rule for results and ties of the specification of the factory, section 2.2, word by word: a
/// sorted list in place of a heap.
public final class FaissHeap {

  /// A result.
  public record Entry(float value, long id) {}

  private final int k;
  private final boolean similarity;
  private final Comparator<Entry> bestFirst;
  private final List<Entry> entries = new ArrayList<>();

  /// An empty list.
  public FaissHeap(int k, Metric metric) {
    this.k = k;
    this.similarity = metric.isSimilarity();
    Comparator<Entry> ascending =
        Comparator.comparingDouble((Entry entry) -> entry.value).thenComparingLong(Entry::id);
    this.bestFirst = similarity ? ascending.reversed() : ascending;
  }

  /// Takes a candidate with the value that users see (a similarity is not negated).
  public void offer(float value, long id) {
    if (entries.size() == k) {
      float worst = entries.getLast().value;
      if (similarity ? value <= worst : value >= worst) {
        return;
      }
      entries.removeLast();
    }
    entries.add(new Entry(value, id));
    entries.sort(bestFirst);
  }

  /// What is kept, best first.
  public List<Entry> best() {
    return List.copyOf(entries);
  }
}
