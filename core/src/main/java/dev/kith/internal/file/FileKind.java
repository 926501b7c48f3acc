// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// What a file is that is not what it should be, told by its first bytes: the usual mix-ups, each
/// with its cure for a reader of vectors and for a reader of indexes. Magic numbers of compressors
/// and containers are those of the published formats.
public enum FileKind {
  EMPTY("", "an empty file", "write or download it again") {
    @Override
    public boolean matches(byte[] head) {
      return head.length == 0;
    }
  },
  ARCHIVE(
      "PK\u0003\u0004",
      "a zip archive (.npz, PyTorch)",
      "save each array: np.save(file, a)",
      "unpack it and read the index in it; arrays make an index with kith build"),
  GZIP("\u001f\u008b", "a gzip-compressed file", "unpack it with gunzip"),
  BZIP2("BZh", "a bzip2-compressed file", "unpack it with bunzip2"),
  XZ("\u00fd7zXZ", "an xz-compressed file", "unpack it with unxz"),
  SEVEN_ZIP("7z\u00bc\u00af'\u001c", "a 7z archive", "unpack it with 7z x"),
  ZSTANDARD("(\u00b5/\u00fd", "a Zstandard-compressed file", "unpack it with unzstd"),
  LFS(
      "version https://git-lfs",
      "a Git LFS pointer in place of the file",
      "fetch the file with git lfs pull"),
  HDF5(
      "\u0089HDF\r\n\u001a\n",
      "an HDF5 file",
      "save the data set: np.save(file, f['name'][:])",
      "save its vectors with np.save, and make an index of them with kith build"),
  WAVE("RIFF", "a sound file", "extract features first; sound is not searched"),
  NPY(
      "\u0093NUMPY",
      "a NumPy array",
      "read it as .npy",
      "build an index from it: kith build --help"),
  PICKLE(
      "\u0080",
      "a Python pickle, which is never run here",
      "load it where you trust it, and np.save the array",
      "load it where you trust it, and write the index with faiss.write_index") {
    // Protocol 2 to 5; the byte after it is an instruction, never 0, unlike in a row of numbers.
    @Override
    public boolean matches(byte[] head) {
      return super.matches(head) && head.length > 2 && head[1] >= 2 && head[1] <= 5 && head[2] != 0;
    }
  },
  WEB_PAGE("<", "a web page", "download the file itself, by its direct link") {
    @Override
    public boolean matches(byte[] head) {
      var text = text(head).strip().toLowerCase(Locale.ROOT);
      return text.startsWith("<!doctype") || text.startsWith("<html") || text.startsWith("<?xml");
    }
  },
  JSON(
      "{",
      "a JSON text",
      "write its numbers with np.save",
      "name the index itself; a JSON file beside one only describes it") {
    @Override
    public boolean matches(byte[] head) {
      return text(head).matches("(?s)\\s*([{]\\s*[\"}]|[\\[]\\s*[\\[{\"\\d\\]-]).*");
    }
  },
  FAISS_INDEX(
      "I",
      "a Faiss index",
      "open it as an index, not as vectors",
      "open it with a version that knows the type") {
    // Four letters, the first an I, and a believable dimension (the file format, section 2).
    @Override
    public boolean matches(byte[] head) {
      if (head.length < 8 || !super.matches(head) || !text(head, 4).matches("[A-Za-z0-9]*")) {
        return false;
      }
      int dimension = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
      return dimension > 0 && dimension <= LARGEST_DIMENSION;
    }

    @Override
    String noun(byte[] head) {
      return super.noun(head) + " (" + text(head, 4) + ")";
    }
  };

  /// How many bytes are wanted to tell a kind.
  public static final int HEAD = 64;

  private static final int SHOWN = 8;
  private static final int LARGEST_DIMENSION = 1 << 20;

  private final String magic;
  private final String noun;
  private final String vectorCure;
  private final String indexCure;

  FileKind(String magic, String noun, String cure) {
    this(magic, noun, cure, cure);
  }

  FileKind(String magic, String noun, String vectorCure, String indexCure) {
    this.magic = magic;
    this.noun = noun;
    this.vectorCure = vectorCure;
    this.indexCure = indexCure;
  }

  /// Whether a file begins like this kind.
  ///
  /// @param head the first bytes of a file, [#HEAD] or all
  /// @return true if so
  public boolean matches(byte[] head) {
    return text(head).startsWith(magic);
  }

  String noun(byte[] head) {
    return noun;
  }

  /// What a file is that should hold vectors.
  ///
  /// @param head the first bytes of the file, [#HEAD] or all
  /// @return a phrase for the `found` of a message, with the cure
  public static String describe(byte[] head) {
    return of(head)
        .map(kind -> kind.noun(head) + "; " + kind.vectorCure)
        .orElseGet(() -> unknown(head));
  }

  /// What a file is that should hold an index.
  ///
  /// @param head the first bytes of the file, [#HEAD] or all
  /// @return a phrase for the `found` of a message, with the cure; nothing for an unknown kind
  public static Optional<String> describeNoIndex(byte[] head) {
    return of(head)
        .filter(kind -> kind != FAISS_INDEX)
        .map(kind -> kind.noun(head) + "; " + kind.indexCure);
  }

  private static Optional<FileKind> of(byte[] head) {
    return Arrays.stream(values()).filter(kind -> kind.matches(head)).findFirst();
  }

  private static String unknown(byte[] head) {
    var shown = HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(SHOWN, head.length));
    return "bytes " + shown + " of no kind that is known here";
  }

  private static String text(byte[] bytes) {
    return text(bytes, bytes.length);
  }

  private static String text(byte[] bytes, int count) {
    return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
  }
}
