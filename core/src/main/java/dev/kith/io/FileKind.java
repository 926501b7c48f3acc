// SPDX-License-Identifier: Apache-2.0
package dev.kith.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// What a file is that is not what it should be, told by its first bytes: the usual mix-ups, each
/// with its cure. Magic numbers of compressors and containers are those of the published formats.
enum FileKind {
  ARCHIVE("PK\u0003\u0004", "a zip archive (.npz, PyTorch)", "save each array: np.save(file, a)"),
  GZIP("\u001f\u008b", "a gzip-compressed file", "unpack it with gunzip"),
  BZIP2("BZh", "a bzip2-compressed file", "unpack it with bunzip2"),
  XZ("\u00fd7zXZ", "an xz-compressed file", "unpack it with unxz"),
  ZSTANDARD("(\u00b5/\u00fd", "a Zstandard-compressed file", "unpack it with unzstd"),
  LFS(
      "version https://git-lfs",
      "a Git LFS pointer in place of the file",
      "fetch the file with git lfs pull"),
  HDF5("\u0089HDF\r\n\u001a\n", "an HDF5 file", "save the data set: np.save(file, f['name'][:])"),
  WAVE("RIFF", "a sound file", "extract features first; sound is not searched"),
  NPY("\u0093NUMPY", "a NumPy array", "read it as .npy");

  private static final int SHOWN = 8;
  private static final int LARGEST_DIMENSION = 1 << 20;

  private final String magic;
  private final String noun;

  FileKind(String magic, String noun, String cure) {
    this.magic = magic;
    this.noun = noun + "; " + cure;
  }

  /// How many bytes [#describe] wants to see.
  static final int HEAD = 64;

  /// Whether a file begins like this kind.
  boolean matches(byte[] head) {
    return text(head, head.length).startsWith(magic);
  }

  /// A phrase for the `found` of a message.
  ///
  /// @param head the first bytes of a file, [#HEAD] or all
  static String describe(byte[] head) {
    if (head.length == 0) {
      return "an empty file; write or download it again";
    }
    for (var kind : values()) {
      if (kind.matches(head)) {
        return kind.noun;
      }
    }
    if (isPickle(head)) {
      return "a Python pickle, which is never run here; load it where you trust it, and np.save the"
          + " array";
    }
    if (isWebPage(head)) {
      return "a web page; download the file itself, by its direct link";
    }
    if (isFaissIndex(head)) {
      return "a Faiss index (" + text(head, 4) + "); open it as an index, not as vectors";
    }
    var shown = HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(SHOWN, head.length));
    return "bytes " + shown + " of no kind that is known here";
  }

  /// Protocol 2 to 5; the byte after it is an instruction, never 0, unlike in a row of numbers.
  private static boolean isPickle(byte[] head) {
    return head.length > 2
        && head[0] == (byte) 0x80
        && head[1] >= 2
        && head[1] <= 5
        && head[2] != 0;
  }

  private static boolean isWebPage(byte[] head) {
    var text = text(head, head.length).strip().toLowerCase(Locale.ROOT);
    return text.startsWith("<!doctype") || text.startsWith("<html") || text.startsWith("<?xml");
  }

  /// Four letters, the first an I, and a believable dimension (the file format, section 2).
  private static boolean isFaissIndex(byte[] head) {
    if (head.length < 8 || head[0] != 'I' || !text(head, 4).matches("[A-Za-z0-9]*")) {
      return false;
    }
    int dimension = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    return dimension > 0 && dimension <= LARGEST_DIMENSION;
  }

  private static String text(byte[] bytes, int count) {
    return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
  }
}
