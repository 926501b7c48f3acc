// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.BuildListener;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far a file is trusted. Immutable; every method returns a new instance.
public final class ReadOptions {

  private static final int MAX_NESTING = 50;
  private static final int MAX_LISTS = 1 << 24;
  private static final long LEAST_DEFAULT_MEMORY = 1L << 32;
  private static final int HEAPS = 3;

  private final long memoryLimit;
  private final int maxNesting;
  private final int maxLists;
  private final @Nullable Path listFiles;
  private final BuildListener listener;
  private final boolean mapped;

  private ReadOptions(
      long memoryLimit,
      int maxNesting,
      int maxLists,
      @Nullable Path listFiles,
      BuildListener listener,
      boolean mapped) {
    this.memoryLimit = memoryLimit;
    this.maxNesting = maxNesting;
    this.maxLists = maxLists;
    this.listFiles = listFiles;
    this.listener = listener;
    this.mapped = mapped;
  }

  /// Memory: three times the largest heap of the process, which with the JVM's own default (a
  /// quarter of the machine's memory) is three quarters of the machine; at least 4 GiB. Nesting 50,
  /// 2^24 lists, no other files.
  ///
  /// Index data lies outside the heap, so `-Xmx` does not bound it; the limit does. A file never
  /// makes an index that is much larger than itself, but for the number of inverted lists and the
  /// tables of ids.
  ///
  /// @return the defaults
  public static ReadOptions defaults() {
    long heap = Runtime.getRuntime().maxMemory();
    long share = heap > Long.MAX_VALUE / HEAPS ? Long.MAX_VALUE : HEAPS * heap;
    return new ReadOptions(
        Math.max(LEAST_DEFAULT_MEMORY, share),
        MAX_NESTING,
        MAX_LISTS,
        null,
        BuildListener.LOG,
        false);
  }

  /// How much memory the index may take, in and outside the heap. Native memory is taken in slabs,
  /// which may add an eighth.
  ///
  /// @param bytes more than 0
  /// @return new options
  public ReadOptions memoryLimit(long bytes) {
    return new ReadOptions(
        atLeastOne(bytes, "memoryLimit"), maxNesting, maxLists, listFiles, listener, mapped);
  }

  /// How deep indexes may lie in each other.
  ///
  /// @param levels at least 1
  /// @return new options
  public ReadOptions maxNesting(int levels) {
    return new ReadOptions(
        memoryLimit, (int) atLeastOne(levels, "maxNesting"), maxLists, listFiles, listener, mapped);
  }

  /// How many inverted lists an index may have. An index without vectors says how many it has in 8
  /// bytes, so this number does not follow from the length of the file.
  ///
  /// @param lists at least 1
  /// @return new options
  public ReadOptions maxLists(int lists) {
    return new ReadOptions(
        memoryLimit, maxNesting, (int) atLeastOne(lists, "maxLists"), listFiles, listener, mapped);
  }

  /// Allows the inverted lists to be in a second file (Faiss's `OnDiskInvertedLists`). The index
  /// file says how that file is called, so reading it takes the caller's consent; of the name only
  /// the last component is used, in a folder of the caller's.
  ///
  /// @param folder where list files may be read from
  /// @return new options
  public ReadOptions allowListFiles(Path folder) {
    return new ReadOptions(
        memoryLimit, maxNesting, maxLists, Objects.requireNonNull(folder), listener, mapped);
  }

  /// Who hears what is odd about a file and no damage: bytes after its end, vectors in no list. The
  /// default writes it to the system's log.
  ///
  /// @param heard called from the thread that reads
  /// @return new options
  public ReadOptions listener(BuildListener heard) {
    return new ReadOptions(
        memoryLimit, maxNesting, maxLists, listFiles, Objects.requireNonNull(heard), mapped);
  }

  /// Leaves whole vectors in the file, where its layout allows that: those of inverted lists
  /// (`IVFn,Flat`) and of flat indexes. The index is there at once whatever its size, and takes the
  /// memory of its ids and centroids alone; what is searched comes from the system's file cache.
  /// Its answers are the same. A search that reads few vectors of a list for one query takes
  /// somewhat longer, as these are turned into panels each time. What is changed gets memory of its
  /// own. The rest of the index is read as ever.
  ///
  /// The file must not be cut while the index is in use; one that is replaced by a save of this
  /// library stays as it was for those that have it mapped.
  ///
  /// @return new options
  public ReadOptions mapped() {
    return new ReadOptions(memoryLimit, maxNesting, maxLists, listFiles, listener, true);
  }

  /// Whether vectors may stay in the file.
  ///
  /// @return true for [#mapped]
  public boolean isMapped() {
    return mapped;
  }

  /// How much memory the index may take.
  ///
  /// @return bytes
  public long memoryLimit() {
    return memoryLimit;
  }

  /// How deep indexes may lie in each other.
  ///
  /// @return levels
  public int maxNesting() {
    return maxNesting;
  }

  /// How many inverted lists an index may have.
  ///
  /// @return lists
  public int maxLists() {
    return maxLists;
  }

  /// Where list files may be read from.
  ///
  /// @return a folder, or nothing where they may not be read
  public Optional<Path> listFiles() {
    return Optional.ofNullable(listFiles);
  }

  /// Who hears warnings.
  ///
  /// @return the listener
  public BuildListener listener() {
    return listener;
  }

  private static long atLeastOne(long value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", and must be at least 1");
    }
    return value;
  }
}
