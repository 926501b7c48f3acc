// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.peers;

import dev.kith.bench.compare.Built;
import dev.kith.bench.compare.ContenderLoop;
import dev.kith.bench.compare.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/// Lucene: HNSW with whole vectors in one segment of mapped files. A search collects efSearch
/// neighbours and returns the best k of them.
public final class LuceneContender extends GraphContender {

  private static final String VECTOR = "vector";
  private static final String ROW = "row";

  /// Enough for one segment, as every flush would be a graph of its own until they are merged.
  private static final double RAM_MEGABYTES = 1900;

  private final Path folder;
  private final Directory directory;
  private final VectorSimilarityFunction similarity;
  private final float[][] queries;
  private @Nullable IndexReader reader;
  private @Nullable IndexSearcher searcher;
  private int[] rows = new int[0];

  LuceneContender(Task task) {
    super(task);
    LuceneKernel.listen(); // before Lucene chooses
    try {
      folder = Files.createTempDirectory("kith-compare-lucene");
      directory = new MMapDirectory(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    similarity =
        task.isSimilarity()
            ? VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT
            : VectorSimilarityFunction.EUCLIDEAN;
    queries = new float[task.count()][];
    for (int row = 0; row < queries.length; row++) {
      queries[row] = task.queries().row(row);
    }
  }

  /// Answers requests.
  ///
  /// @param args see [Task#parse]
  /// @throws IOException if a file cannot be read
  public static void main(String[] args) throws IOException {
    ContenderLoop.run(LuceneContender::new, args);
  }

  @Override
  public String library() {
    return "Lucene " + version("lucene");
  }

  @Override
  public String kernel() {
    return LuceneKernel.name();
  }

  @Override
  public Built build() throws IOException {
    long begin = System.nanoTime();
    var config = new IndexWriterConfig().setCodec(new HnswCodec(size));
    config.setRAMBufferSizeMB(RAM_MEGABYTES).setUseCompoundFile(false);
    try (var writer = new IndexWriter(directory, config)) {
      for (int row = 0; row < task.base().size(); row++) {
        var document = new Document();
        document.add(new KnnFloatVectorField(VECTOR, task.base().row(row), similarity));
        document.add(new NumericDocValuesField(ROW, row));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    open();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Built(0, seconds, bytesOfFiles());
  }

  private void open() throws IOException {
    var opened = DirectoryReader.open(directory);
    reader = opened;
    rows = new int[opened.maxDoc()];
    for (var leaf : opened.leaves()) {
      var values = leaf.reader().getNumericDocValues(ROW);
      for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
        values.advanceExact(doc);
        rows[leaf.docBase + doc] = (int) values.longValue();
      }
    }
    searcher = new IndexSearcher(opened);
    searcher.setQueryCache(null);
  }

  private long bytesOfFiles() throws IOException {
    long bytes = 0;
    for (String file : directory.listAll()) {
      bytes += directory.fileLength(file);
    }
    return bytes;
  }

  @Override
  public void searchOne(int query, long[] ids) {
    int k = task.k();
    if (searcher == null) {
      throw new IllegalStateException("nothing is built");
    }
    try {
      var wanted = new KnnFloatVectorQuery(VECTOR, queries[query], efSearch());
      var found = searcher.search(wanted, k).scoreDocs;
      for (int rank = 0; rank < k; rank++) {
        ids[query * k + rank] = rank < found.length ? rows[found[rank].doc] : -1;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    super.close();
    try {
      if (reader != null) {
        reader.close();
      }
      for (String file : directory.listAll()) {
        directory.deleteFile(file);
      }
      directory.close();
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
