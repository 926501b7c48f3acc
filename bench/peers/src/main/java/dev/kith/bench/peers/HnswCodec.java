// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.peers;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;

/// Lucene's codec with another size of graph than its own.
final class HnswCodec extends Lucene104Codec {

  private final KnnVectorsFormat format;

  HnswCodec(GraphSize size) {
    format = new Lucene99HnswVectorsFormat(size.links(), size.efConstruction());
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return format;
  }
}
