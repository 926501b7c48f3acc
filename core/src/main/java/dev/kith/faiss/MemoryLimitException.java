// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

/// A file asks for more memory than the caller allows. Nothing of it was allocated.
public final class MemoryLimitException extends FaissFormatException {

  private static final long serialVersionUID = 1L;

  private final long needed;
  private final long allowed;

  MemoryLimitException(String file, long position, long needed, long allowed, String what) {
    super(
        file,
        position,
        "no more than " + allowed + " bytes of memory for the index",
        "a need of "
            + needed
            + " with "
            + what
            + "; raise ReadOptions.memoryLimit (on the command line --memory; -Xmx too, for tables of ids) if the file is trusted"
            + " and the machine has the memory");
    this.needed = needed;
    this.allowed = allowed;
  }

  /// What the part of the file that was seen needs in all.
  ///
  /// @return bytes; the rest of the file may need more
  public long needed() {
    return needed;
  }

  /// The limit that was exceeded: that of the options, or what the heap of the process has for
  /// tables.
  ///
  /// @return bytes
  public long allowed() {
    return allowed;
  }
}
