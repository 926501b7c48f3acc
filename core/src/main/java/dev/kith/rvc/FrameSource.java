// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import dev.kith.Index;
import dev.kith.internal.index.VectorLookup;
import dev.kith.vector.Vectors;
import java.util.NoSuchElementException;

/// The frames behind the ids of an index. Asked by as many threads as a [Retriever] may use.
public interface FrameSource {

  /// Number of frames; their ids are 0 to `size() - 1`.
  ///
  /// @return n
  long size();

  /// Components of a frame.
  ///
  /// @return d
  int dimension();

  /// Copies a frame.
  ///
  /// @param id 0 to `size() - 1`
  /// @param to receives `dimension()` floats
  void copyRow(long id, float[] to);

  /// Frames in memory, or mapped.
  ///
  /// @param frames row i is the frame of id i
  /// @return the source, a view
  static FrameSource of(Vectors frames) {
    return new FrameSource() {
      @Override
      public long size() {
        return frames.size();
      }

      @Override
      public int dimension() {
        return frames.dimension();
      }

      @Override
      public void copyRow(long id, float[] to) {
        frames.copyRow(id, to, 0);
      }
    };
  }

  /// The frames of an index, where they are: an index of whole vectors (`IVFn,Flat`, `Flat`, or
  /// anything with `RFlat`) is asked for each frame, and another is reconstructed once, as RVC
  /// does, which takes a copy of n * d floats.
  ///
  /// @param index numbered from 0 on; not to be changed or closed while the source is in use
  /// @return the source
  /// @throws IllegalArgumentException if the ids are not 0 to `size() - 1`
  /// @throws UnsupportedOperationException if the index cannot reconstruct
  static FrameSource of(Index index) {
    try {
      var lookup = VectorLookup.of(index);
      return new FrameSource() {
        private final long size = index.size();

        @Override
        public long size() {
          return size;
        }

        @Override
        public int dimension() {
          return index.dimension();
        }

        @Override
        public void copyRow(long id, float[] to) {
          lookup.copy(id, to);
        }
      };
    } catch (NoSuchElementException e) {
      throw new IllegalArgumentException(
          "the index has "
              + index.size()
              + " vectors, whose ids are not the numbers from 0 on; retrieval needs an index that"
              + " was filled without ids of its own",
          e);
    }
  }
}
