/// Faiss's `.index` files, read and written: the one place that knows a four-letter code.
///
/// **Layout of this package.** [dev.kith.faiss.FaissFiles] is the way in. `IndexReader` and
/// `IndexWriter` walk through nested indexes and ask `Codecs` for the codec of each; a codec is one
/// family of layouts. Below them, `IndexInput` and `IndexOutput` know numbers, positions and
/// nothing else. A new type of index is one codec and one line in `Codecs`.
///
/// **Trust.** A file is not trusted: every count is held against the bytes that are left and
/// against the memory limit before anything is allocated, every statement that follows from another
/// one is checked (specification of the file format, section 9), and whatever the bytes are,
/// reading gives an index that works or a [dev.kith.faiss.FaissFormatException].
@NullMarked
package dev.kith.faiss;

import org.jspecify.annotations.NullMarked;
