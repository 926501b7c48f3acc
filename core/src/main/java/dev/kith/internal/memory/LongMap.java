// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.memory;

import java.util.Arrays;

/// A hash map from long to long that remembers the order in which keys came: open addressing over
/// two arrays of entries, without an object an entry.
///
/// The order matters to files: a map that was read is written in the order it was read in.
public final class LongMap {

  /// What [#get] returns for a key that is not there. No value may be it.
  public static final long ABSENT = Long.MIN_VALUE;

  private static final int FIRST_CAPACITY = 16;
  private static final int EMPTY = 0;

  private long[] keys = new long[FIRST_CAPACITY];
  private long[] values = new long[FIRST_CAPACITY];

  /// Entry numbers plus 1, so that 0 is empty; twice as long as the entries.
  private int[] table = new int[2 * FIRST_CAPACITY];

  private int entries;
  private int removed;

  /// Number of keys.
  ///
  /// @return size
  public int size() {
    return entries - removed;
  }

  /// The value of a key.
  ///
  /// @param key any
  /// @return its value, or [#ABSENT]
  public long get(long key) {
    int slot = find(key);
    return table[slot] == EMPTY ? ABSENT : values[table[slot] - 1];
  }

  /// Sets the value of a key. A key that is there already keeps its place in the order; one that
  /// was removed comes last.
  ///
  /// @param key any
  /// @param value anything but [#ABSENT]
  public void put(long key, long value) {
    int slot = find(key);
    if (table[slot] != EMPTY && values[table[slot] - 1] != ABSENT) {
      values[table[slot] - 1] = value;
      return;
    }
    if (entries == keys.length) {
      makeRoom();
      slot = find(key);
    }
    keys[entries] = key;
    values[entries] = value;
    table[slot] = ++entries;
  }

  /// Removes a key, if it is there.
  ///
  /// @param key any
  public void remove(long key) {
    int slot = find(key);
    // the entry stays as a tombstone, so that probing goes on past it
    if (table[slot] != EMPTY && values[table[slot] - 1] != ABSENT) {
      values[table[slot] - 1] = ABSENT;
      removed++;
    }
  }

  /// Removes all keys.
  public void clear() {
    Arrays.fill(table, EMPTY);
    entries = 0;
    removed = 0;
  }

  /// A copy of all entries, in order.
  ///
  /// @return key, value, key, value, …
  public long[] pairs() {
    long[] pairs = new long[Math.multiplyExact(2, size())];
    int at = 0;
    for (int i = 0; i < entries; i++) {
      if (values[i] != ABSENT) {
        pairs[at++] = keys[i];
        pairs[at++] = values[i];
      }
    }
    return pairs;
  }

  /// Calls back for every entry, in order.
  ///
  /// @param visitor takes key and value
  public void forEach(Visitor visitor) {
    for (int i = 0; i < entries; i++) {
      if (values[i] != ABSENT) {
        visitor.visit(keys[i], values[i]);
      }
    }
  }

  /// Takes key and value.
  @FunctionalInterface
  public interface Visitor {
    /// Called for one entry.
    ///
    /// @param key a key
    /// @param value its value
    void visit(long key, long value);
  }

  /// Bytes of the arrays.
  ///
  /// @return bytes
  public long bytes() {
    return (long) Long.BYTES * (keys.length + values.length) + (long) Integer.BYTES * table.length;
  }

  private int find(long key) {
    int mask = table.length - 1;
    int slot = (int) (mix(key) & mask);
    while (table[slot] != EMPTY && keys[table[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /// Drops the tombstones, and doubles the arrays unless that has emptied half of them.
  private void makeRoom() {
    int live = size();
    int capacity = live <= keys.length / 2 ? keys.length : Math.multiplyExact(keys.length, 2);
    long[] oldKeys = keys;
    long[] oldValues = values;
    int oldEntries = entries;
    keys = new long[capacity];
    values = new long[capacity];
    table = new int[Math.multiplyExact(capacity, 2)];
    entries = 0;
    removed = 0;
    for (int entry = 0; entry < oldEntries; entry++) {
      if (oldValues[entry] != ABSENT) {
        put(oldKeys[entry], oldValues[entry]);
      }
    }
  }

  /// The finaliser of SplitMix64: ids often ascend, and must not cluster.
  private static long mix(long key) {
    long z = (key ^ (key >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
