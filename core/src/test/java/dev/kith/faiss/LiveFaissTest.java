// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.Index;
import dev.kith.factory.IndexFactory;
import dev.kith.index.DirectMapType;
import dev.kith.index.IvfIndex;
import dev.kith.index.RefinedIndex;
import dev.kith.internal.index.FlatIndex;
import dev.kith.internal.index.IdMapIndex;
import dev.kith.internal.index.IvfFlatIndex;
import dev.kith.internal.index.PreTransformIndex;
import dev.kith.io.Npy;
import dev.kith.transform.Normalization;
import dev.kith.vector.Codes;
import dev.kith.vector.Metric;
import dev.kith.vector.Vectors;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Faiss itself reads what is written here, finds the same, and writes the same bytes. Needs a
/// Python that can import faiss: `/usr/bin/python3`, or the one that the environment variable
/// `KITH_PYTHON` or the property `kith.python` names.
class LiveFaissTest {

  private static final int D = 12;
  private static final int N = 400;
  private static final int K = 5;
  private static final String PYTHON =
      System.getProperty(
          "kith.python",
          Objects.requireNonNullElse(System.getenv("KITH_PYTHON"), "/usr/bin/python3"));

  @TempDir Path folder;

  @Test
  void faissReadsWhatIsWritten() throws IOException, InterruptedException {
    assumeTrue(run("-c", "import faiss") == 0, PYTHON + " cannot import faiss; set KITH_PYTHON");
    var queries = vectors(7, 20);
    Npy.write(folder.resolve("queries.npy"), queries);
    var indexes = indexes();
    for (var named : indexes.entrySet()) {
      FaissFiles.write(named.getValue(), file(named.getKey(), ".index"));
    }
    var script = Fixtures.path("faiss_reader.py").toString();
    assertThat(run(script, folder.toString(), Integer.toString(K))).as(log()).isZero();
    for (var named : indexes.entrySet()) {
      check(named.getKey(), named.getValue(), queries);
      named.getValue().close();
    }
  }

  private void check(String name, Index index, Vectors queries) throws IOException {
    // Faiss writes hash tables in an order of their own
    if (!name.contains("hash") && !name.contains("dedup")) {
      assertThat(Files.mismatch(file(name, ".index"), file(name, ".again"))).as(name).isEqualTo(-1);
    }
    if (index.isTrained() && index.size() > 0 && !name.contains("only_read")) {
      SameNeighbors.check(index.search(queries, K), Fixtures.expected(folder, name));
    }
    try (var again = FaissFiles.read(file(name, ".again"))) {
      assertThat(again.size()).as(name).isEqualTo(index.size());
    }
    // outside 0 to 255 Faiss wraps, where Kith stores the nearest
    if (Files.exists(file(name, ".codes")) && !name.contains("direct")) {
      checkCodes(name, index.encode(queries), Files.readAllBytes(file(name, ".codes")));
    }
  }

  /// Standalone codes are the same bytes; where they hold floats that a transform has rounded, the
  /// same list numbers and the same floats but for the rounding.
  private static void checkCodes(String name, Codes found, byte[] expected) {
    byte[] bytes = found.segment().toArray(ValueLayout.JAVA_BYTE);
    if (Arrays.equals(bytes, expected)) {
      return;
    }
    int head = found.codeSize() % Float.BYTES;
    for (int code = 0; code < bytes.length; code += found.codeSize()) {
      int floats = code + head;
      int end = code + found.codeSize();
      assertThat(Arrays.copyOfRange(bytes, code, floats))
          .as(name)
          .isEqualTo(Arrays.copyOfRange(expected, code, floats));
      assertThat(floats(bytes, floats, end))
          .as("standalone codes of %s", name)
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(floats(expected, floats, end));
    }
  }

  private static float[] floats(byte[] bytes, int from, int to) {
    var part = MemorySegment.ofArray(Arrays.copyOfRange(bytes, from, to));
    return part.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
  }

  private static Map<String, Index> indexes() {
    Map<String, Index> indexes = new LinkedHashMap<>();
    addVectors(indexes);
    addTransforms(indexes);
    addListsAndRefinements(indexes);
    addScalars(indexes);
    addProducts(indexes);
    addPacked(indexes);
    indexes.putAll(ConvertedIndexes.of(vectors(1, N)));
    return indexes;
  }

  private static void addVectors(Map<String, Index> indexes) {
    indexes.put("flat_l2", filled(flat(Metric.L2)));
    indexes.put("flat_ip", filled(flat(Metric.INNER_PRODUCT)));
    indexes.put("flat_l1", filled(flat(Metric.of(Metric.Kind.L1))));
    indexes.put("flat_lp", filled(flat(Metric.lp(2.5f))));
    indexes.put("flat_empty", flat(Metric.L2));
    indexes.put("ivf_l2", filled(trained(Metric.L2)));
    indexes.put("ivf_ip", filled(trained(Metric.INNER_PRODUCT)));
    indexes.put("ivf_l2_centroids_ip", filled(mixed()));
    indexes.put("ivf_untrained", new IvfFlatIndex(flat(Metric.L2), 8));
    indexes.put("ivf_empty", trained(Metric.L2));
    indexes.put("ivf_of_ivf", filled(nested()));
    indexes.put("ivf_array", mapped(DirectMapType.ARRAY));
    indexes.put("ivf_hash", mapped(DirectMapType.HASH));
    indexes.put("ivf_half_of_4", ofLists(4, 2));
    indexes.put("ivf_more_than_half_of_4", ofLists(4, 3));
    indexes.put("ivf_less_than_half_of_5", ofLists(5, 2));
    indexes.put("ivf_more_than_half_of_5", ofLists(5, 3));
    indexes.put("idmap", identified(new IdMapIndex(flat(Metric.L2), false)));
    indexes.put("idmap_lp", identified(new IdMapIndex(flat(Metric.lp(3)), false)));
    indexes.put("idmap2_ivf", identified(new IdMapIndex(trained(Metric.L2), true)));
    indexes.put("ivf_own_ids", identified(trained(Metric.L2)));
    indexes.put("cosine", filled(normalised(flat(Metric.INNER_PRODUCT))));
    indexes.put(
        "cosine_idmap_ivf",
        identified(normalised(new IdMapIndex(trained(Metric.INNER_PRODUCT), true))));
  }

  private static void addTransforms(Map<String, Index> indexes) {
    indexes.put("pca", transformed("PCA5,Flat"));
    indexes.put("pca_whitened_rotated", transformed("PCAWR5,RR9,L2norm,Flat"));
    indexes.put("itq", transformed("ITQ,Flat"));
    indexes.put("itq_pca", transformed("ITQ5,Flat"));
    indexes.put("opq", transformed("OPQ3,Flat"));
    indexes.put("opq_fewer", transformed("OPQ2_6,Flat"));
    indexes.put("opq_more", transformed("OPQ4_16,Flat"));
    indexes.put("rotated", transformed("RR20,Flat"));
    indexes.put("padded", transformed("Pad16,Flat"));
    indexes.put("pca_untrained", IndexFactory.create(D, "PCA5,Flat", Metric.L2));
  }

  private static void addListsAndRefinements(Map<String, Index> indexes) {
    indexes.put("imi", probing("IMI2x3,Flat", 9));
    indexes.put("imi_one", probing("IMI2x3,Flat", 1));
    indexes.put("imi_pq", probing("IMI2x3,PQ4x4np", 5));
    indexes.put("dedup", twiceFilled("IVF8,FlatDedup", Metric.L2));
    indexes.put("dedup_ip", twiceFilled("IVF8,FlatDedup", Metric.INNER_PRODUCT));
    indexes.put("refined_flat", refined("Flat,RFlat", Metric.L2));
    indexes.put("refined_flat_ip", refined("Flat,RFlat", Metric.INNER_PRODUCT));
    indexes.put("refined_ivf", refined("IVF8,Flat,RFlat", Metric.L2));
    indexes.put("refined_pca", refined("PCA4,IVF8,Flat,RFlat", Metric.L2));
    indexes.put("refined_by_pca", refined("PCA2,Flat,Refine(PCA4,Flat)", Metric.L2));
    indexes.put("refined_twice", refined("PCA3,Flat,RFlat,RFlat", Metric.L2));
    indexes.put("refined_by_sq", refined("IVF8,PQ4x4np,Refine(SQ8)", Metric.L2));
    indexes.put("refined_by_opq", refined("PQ4x4np,Refine(OPQ3,PQ3x6np)", Metric.L2));
    indexes.put("refined_untrained", IndexFactory.create(D, "IVF8,Flat,RFlat", Metric.L2));
  }

  private static void addScalars(Map<String, Index> indexes) {
    for (var scalar : List.of("SQ8", "SQ6", "SQ4", "SQfp16", "IVF8,SQ8", "IVF8,SQ6", "IVF8,SQ4")) {
      indexes.put(scalar.replace(',', '_'), transformed(scalar));
    }
    indexes.put("SQ8_direct", direct());
    indexes.put("IVF8_SQ8_untrained", IndexFactory.create(D, "IVF8,SQ8", Metric.L2));
    for (var hash : List.of("LSH", "LSH5t", "LSH70rt", "ITQ6,LSH")) {
      indexes.put(hash.replace(',', '_'), transformed(hash));
    }
    indexes.put("LSHt_untrained", IndexFactory.create(D, "LSHt", Metric.L2));
  }

  private static void addProducts(Map<String, Index> indexes) {
    indexes.put("pq", built("PQ4x5", Metric.L2));
    indexes.put("pq_ip", built("PQ3x4np", Metric.INNER_PRODUCT));
    indexes.put("pq_of_6_bits", built("PQ2x6np", Metric.L2));
    indexes.put("pq_untrained", IndexFactory.create(D, "PQ4", Metric.L2));
    indexes.put("ivf_pq", built("IVF8,PQ4x4", Metric.L2));
    indexes.put("ivf_pq_ip", built("IVF8,PQ3x5np", Metric.INNER_PRODUCT));
    indexes.put("ivf_pq_untrained", IndexFactory.create(D, "IVF8,PQ4", Metric.L2));
    indexes.put("ivf_pq_behind_pca", built("PCA6,IVF8,PQ3x4np", Metric.L2));
    indexes.put("ivf_pq_refined_flat", built("IVF8,PQ3x4np,RFlat", Metric.L2));
    indexes.put("ivf_pq_ids", identified(trained("IVF8,PQ6x4np", Metric.L2)));
    indexes.put("ivf_pq_refined", built("IVF8,PQ3+2", Metric.L2));
  }

  private static void addPacked(Map<String, Index> indexes) {
    indexes.put("packed", built("PQ4x4fs", Metric.L2));
    indexes.put("packed_all", built("PQ12x4fs", Metric.L2));
    indexes.put("packed_odd_ip", built("PQ3x4fs", Metric.INNER_PRODUCT));
    indexes.put("packed_pca", built("PCA6,PQ3x4fs", Metric.L2));
    indexes.put("packed_wide_only_read", built("PQ3x4fs_64", Metric.L2));
    indexes.put("packed_untrained", IndexFactory.create(D, "PQ3x4fs_96", Metric.L2));
    indexes.put("packed_ivf", built("IVF8,PQ4x4fs", Metric.L2));
    indexes.put("packed_ivf_ip", built("IVF8,PQ4x4fs", Metric.INNER_PRODUCT));
    indexes.put("packed_ivf_wide_odd", built("IVF8,PQ3x4fs_64", Metric.L2));
    indexes.put("packed_residual_odd", built("IVF8,PQ3x4fsr", Metric.L2));
    indexes.put("packed_residual_wide", built("IVF8,PQ6x4fsr_96", Metric.L2));
    indexes.put("packed_residual_ip", built("IVF8,PQ6x4fsr", Metric.INNER_PRODUCT));
    indexes.put("packed_ivf_untrained", IndexFactory.create(D, "IVF8,PQ3x4fs", Metric.L2));
  }

  private static Index flat(Metric metric) {
    return new FlatIndex(D, metric);
  }

  private static Index transformed(String factory) {
    var index = IndexFactory.create(D, factory, Metric.L2);
    index.train(vectors(1, N), TinyIndexes.QUIET);
    return filled(index);
  }

  private static Index built(String factory, Metric metric) {
    return filled(trained(factory, metric));
  }

  private static Index trained(String factory, Metric metric) {
    var index = IndexFactory.create(D, factory, metric);
    index.train(vectors(1, N), TinyIndexes.QUIET);
    if (index instanceof IvfIndex ivf) {
      ivf.setNprobe(3);
    }
    return index;
  }

  private static Index probing(String factory, int lists) {
    var index = (IvfIndex) IndexFactory.create(D, factory, Metric.L2);
    index.train(vectors(1, N), TinyIndexes.QUIET);
    index.setNprobe(lists);
    return filled(index);
  }

  private static Index twiceFilled(String factory, Metric metric) {
    var index = (IvfIndex) IndexFactory.create(D, factory, metric);
    index.train(vectors(1, N), TinyIndexes.QUIET);
    index.setNprobe(3);
    index.add(vectors(1, N / 3), TinyIndexes.QUIET);
    return filled(index);
  }

  private static Index refined(String factory, Metric metric) {
    var index = (RefinedIndex) IndexFactory.create(D, factory, metric);
    index.train(vectors(1, N), TinyIndexes.QUIET);
    index.setKFactor(2.5f);
    return filled(index);
  }

  /// Vectors that are numbers from 0 to 255 already.
  private static Index direct() {
    var index = IndexFactory.create(D, "SQ8_direct", Metric.L2);
    var random = new Random(6);
    var values = new float[N * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    index.add(Vectors.of(values, D), TinyIndexes.QUIET);
    return index;
  }

  private static Index normalised(Index inner) {
    return new PreTransformIndex(List.of(new Normalization(D)), inner);
  }

  private static <T extends Index> T filled(T index) {
    index.add(vectors(1, N), TinyIndexes.QUIET);
    return index;
  }

  private static Index identified(Index index) {
    var ids = LongStream.range(0, N).map(i -> (1L << 40) + 7 * i).toArray();
    index.add(vectors(1, N), ids, TinyIndexes.QUIET);
    return index;
  }

  private static IvfFlatIndex trained(Metric metric) {
    var index = new IvfFlatIndex(flat(metric), 8);
    index.train(vectors(2, N), TinyIndexes.QUIET);
    index.setNprobe(3);
    return index;
  }

  private static Index mixed() {
    var index = new IvfFlatIndex(flat(Metric.L2), 8, Metric.INNER_PRODUCT);
    index.train(vectors(2, N), TinyIndexes.QUIET);
    index.setNprobe(4);
    return index;
  }

  private static Index nested() {
    var quantizer = trained(Metric.L2);
    quantizer.add(vectors(3, 16), TinyIndexes.QUIET);
    var index = new IvfFlatIndex(quantizer, 16);
    index.setNprobe(2);
    return index;
  }

  private static Index mapped(DirectMapType type) {
    var index = filled(trained(Metric.L2));
    index.setDirectMap(type);
    return index;
  }

  /// So many lists, of which some have vectors: each of them one, its centroid.
  private static Index ofLists(int lists, int filled) {
    var index = new IvfFlatIndex(flat(Metric.L2), lists);
    index.quantizer().add(vectors(4, lists), TinyIndexes.QUIET);
    index.add(vectors(4, filled), TinyIndexes.QUIET);
    return index;
  }

  private static Vectors vectors(long seed, int n) {
    var random = new Random(seed);
    var values = new float[n * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Vectors.of(values, D);
  }

  private Path file(String name, String ending) {
    return folder.resolve(name + ending);
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(PYTHON));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("log").toFile());
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }
}
