// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.BuildOptions;
import dev.kith.faiss.FaissFiles;
import dev.kith.vector.VectorSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Finds filled indexes of an experiment that do not hold its present frames: RVC, and people, may
/// pick any file `added_….index`. What a file holds decides, not its name or age.
///
/// @param present the index that was just made
/// @param frames what it holds
/// @param options threads
record StaleIndexes(Path present, VectorSource frames, BuildOptions options) {

  private static final int LOOKED_UP = 64;

  /// Frames on the border of two lists may be in the other one in a file of another program; at
  /// most so small a part.
  private static final int FEW = 8;

  /// Every index file begins with four letters, the dimension and the number of vectors
  /// (specification of the file format, section 3).
  private static final int HEADER_BYTES = 16;

  /// Looks at all other filled indexes in the folder.
  ///
  /// @return one sentence a stale file
  List<String> find() throws IOException {
    var folder = Objects.requireNonNull(present.toAbsolutePath().getParent());
    var stale = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(folder, "added_*.index")) {
      for (var file : files) {
        if (!Files.isSameFile(file, present)) {
          describe(file).ifPresent(finding -> stale.add(sentence(file, finding)));
        }
      }
    }
    stale.sort(null);
    return stale;
  }

  private String sentence(Path file, String finding) {
    return "%s %s; RVC may pick it instead of %s: delete it or move it away"
        .formatted(file.getFileName(), finding, present.getFileName());
  }

  private Optional<String> describe(Path file) {
    try {
      long count = vectors(file);
      if (count != frames.size()) {
        return Optional.of(
            "holds %,d frames, and there are %,d now".formatted(count, frames.size()));
      }
      return lookUp(file);
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      return Optional.of("cannot be read as an index (" + e.getMessage() + ")");
    }
  }

  /// The number of vectors, without reading more than the beginning.
  private long vectors(Path file) throws IOException {
    var header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (header.hasRemaining() && channel.read(header) >= 0) {}
    }
    if (header.hasRemaining() || header.getInt(Integer.BYTES) != frames.dimension()) {
      throw new IOException("it is no index of " + frames.dimension() + " components");
    }
    return header.getLong(2 * Integer.BYTES);
  }

  private Optional<String> lookUp(Path file) throws IOException {
    try (var index = FaissFiles.read(file, SelfTest.reading(options).mapped())) {
      var sample = SelfTest.sample(frames, LOOKED_UP);
      int missing = (int) sample.size() - SelfTest.found(index, sample, options);
      return missing <= sample.size() / FEW
          ? Optional.empty()
          : Optional.of(
              "holds other frames (%d of %d present ones were looked up in vain)"
                  .formatted(missing, sample.size()));
    }
  }
}
