// SPDX-License-Identifier: Apache-2.0
package dev.kith.tune;

/// Where advice comes from.
final class Sources {

  /// The page that names index strings by number of vectors and memory.
  static final String WIKI = "Faiss wiki, \"Guidelines to choose an index\"";

  /// The document of RVC about its indexes.
  static final String TIPS = "RVC documentation, \"faiss tuning TIPS\"";

  static final String PRODUCT_QUANTIZATION =
      "Jégou, Douze, Schmid, \"Product Quantization for Nearest Neighbor Search\", PAMI 2011";

  static final String OPTIMIZED_PRODUCT_QUANTIZATION =
      "Ge, He, Ke, Sun, \"Optimized Product Quantization\", CVPR 2013";

  /// One thread, recall@8, against the exact search of the same run.
  static final String MEASURED = "measured with Kith on speech features of 256 components";

  private Sources() {}
}
