// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.Index;
import dev.kith.Parallelism;
import dev.kith.convert.Conversion;
import dev.kith.factory.IndexFactory;
import dev.kith.factory.IndexSpec;
import dev.kith.factory.Similarity;
import dev.kith.vector.Vectors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;

/// Indexes that became what they are without training, and indexes for cosine, for Faiss to read.
final class ConvertedIndexes {

  private ConvertedIndexes() {}

  /// @param vectors what all of them hold
  static Map<String, Index> of(Vectors vectors) {
    Map<String, Index> indexes = new LinkedHashMap<>();
    indexes.put("to_fp16", to("Flat", "SQfp16", vectors));
    indexes.put("to_fp16_lists", to("IVF8,Flat", "IVF8,SQfp16", vectors));
    indexes.put("to_flat_lists", to("IVF8,SQfp16", "IVF8,Flat", vectors));
    indexes.put("to_packed", to("PQ4x4np", "PQ4x4fs", vectors));
    indexes.put("to_packed_residuals", to("IVF8,PQ3x4np", "IVF8,PQ3x4fsr_64", vectors));
    indexes.put("to_unpacked", to("PQ3x4fs", "PQ3x4np", vectors));
    indexes.put("to_unpacked_residuals", to("IVF8,PQ4x4fsr", "IVF8,PQ4x4np", vectors));
    indexes.put("to_refined", to("IVF8,PQ4x4np", "IVF8,PQ4x4np,RFlat", vectors));
    indexes.put("to_idmap", to("PCA6,IVF8,Flat", "IDMap2,PCA6,IVF8,Flat", vectors));
    indexes.put("cosine_lists", cosine("IVF8,Flat", vectors));
    indexes.put("cosine_codes", cosine("PCA6,IVF8,PQ3x4np", vectors));
    indexes.put("cosine_refined", cosine("IVF8,PQ4x4fs,RFlat", vectors));
    return indexes;
  }

  private static Index to(String from, String to, Vectors vectors) {
    var source = filled(from, Similarity.L2, vectors);
    var conversion = Conversion.plan(source, IndexSpec.parse(to));
    var ids = LongStream.range(0, vectors.size()).map(i -> 5 * i + 2).toArray();
    return conversion
        .run(
            conversion.needsVectors() ? vectors : null,
            conversion.takesIds() ? ids : null,
            Parallelism.of(1))
        .index();
  }

  private static Index cosine(String factory, Vectors vectors) {
    return filled(factory, Similarity.COSINE, vectors);
  }

  private static Index filled(String factory, Similarity similarity, Vectors vectors) {
    var index = IndexFactory.create(vectors.dimension(), factory, similarity);
    index.train(vectors, TinyIndexes.QUIET);
    index.add(vectors, TinyIndexes.QUIET);
    return index;
  }
}
