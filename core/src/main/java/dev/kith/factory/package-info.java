/// The factory language: strings such as `OPQ16_64,IVF1024_HNSW32,PQ16x4fs,RFlat` as a tree, and
/// back.
///
/// [IndexSpec#parse(String)] reads a string, [Object#toString()] writes it in its canonical
/// spelling. The tree is sealed, so that a `switch` over it names every part of the language:
///
/// - [IndexSpec]: what is an index by itself; [CodeSpec] those that hold one code a vector
/// - [TransformSpec]: what is done to vectors first
/// - [CoarseSpec] and [IvfCodeSpec]: the two halves of an inverted file
/// - [HnswStorageSpec] and [GraphStorageSpec]: what a graph keeps its vectors in
///
/// The language is that of Faiss 1.15 (specification of the factory, section 1).
@NullMarked
package dev.kith.factory;

import org.jspecify.annotations.NullMarked;
