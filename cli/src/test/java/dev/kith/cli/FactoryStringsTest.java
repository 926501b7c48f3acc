// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.io.Npy;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every family of index strings through build, info and search.
class FactoryStringsTest {

  private static final int N = 600;

  @TempDir Path folder;

  private Path base() throws IOException {
    return TestData.npy(folder.resolve("base.npy"), N, 16, 1);
  }

  private Path built(String factory, Object... more) throws IOException {
    Path index = folder.resolve("x.index");
    Object[] all = new Object[more.length + 6];
    System.arraycopy(new Object[] {"build", base(), "-f", factory, "-o", index}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    assertThat(Run.kith(all)).as(factory).returns(0, Run::code);
    return index;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PQ4x5",
        "PQ8x4fs_64",
        "SQ6",
        "SQbf16",
        "LSH24r",
        "IVF8,PQ4x5",
        "IVF8,PQ4+4",
        "IVF8,PQ8x4fsr",
        "IVF8,SQ4",
        "IVF8,FlatDedup",
        "IMI2x2,PQ4x4",
        "IVF8(PCA4,Flat),Flat",
        "PCAR8,RR,ITQ,L2norm,Pad20,Flat",
        "OPQ4_8,IVF8,PQ4x4",
        "IVF8,PQ8x4fs,RFlat",
        "PQ4x4,Refine(SQ8)",
        "IDMap,PQ4x4",
        "IDMap2,OPQ8,IVF8,PQ8x4fs,RFlat"
      })
  void isBuiltShownAndSearched(String factory) throws IOException {
    Path index = built(factory);

    assertThat(Run.kith("info", index).out()).contains("factory: " + factory + "\n", "sum ");
    Path prefix = folder.resolve("f");
    var run = Run.kith("search", index, base(), "-k", 3, "-o", prefix);
    assertThat(run).as(factory).returns(0, Run::code);
    assertThat(Npy.readLongRows(folder.resolve("f.I.npy"))).hasNumberOfRows(N);
  }

  @Test
  void thePlanAndWhatComesNextAreTold() throws IOException {
    Path index = folder.resolve("x.index");
    var run = Run.kith("build", base(), "-f", "IVF8,PQ8x4fs,RFlat", "-o", index);

    assertThat(run.out().lines().toList())
        .satisfies(lines -> {
          assertThat(lines.getFirst())
              .startsWith("IVF8,PQ8x4fs,RFlat, squared L2: 600 vectors of 16 components, about ");
          assertThat(lines.getLast()).contains("info");
        });
    assertThat(run.out()).contains("Next:", "--nprobe 16 --k-factor 4", "x.index");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IVF8,Flat          | L2norm,IVF8,Flat",
        "PCA8,PQ4x4         | L2norm,PCA8,PQ4x4",
        "IDMap2,Flat        | IDMap2,L2norm,Flat",
        "IVF8,PQ8x4fs,RFlat | IVF8,PQ8x4fs,RFlat --metric cosine"
      })
  void cosineIsToldAsWhatItIs(String factory, String told) throws IOException {
    Path index = built(factory, "--metric", "cosine");

    assertThat(Run.kith("info", index, "--json").object().get("factory").getAsString())
        .isEqualTo(told);
  }

  @Test
  void parametersReachTheSearch() throws IOException {
    Path index = built("IVF8,PQ8x4fs,RFlat");
    Path found = folder.resolve("f.D.npy");
    Object[] exact = {"--nprobe", 8, "--k-factor", 200};
    Object[] same = {"-p", "nprobe=8", "-p", "k_factor=200"};
    Object[] few = {"--nprobe", 8, "--k-factor", 200, "--max-codes", 1};

    float[][] rows = {search(index, exact), search(index, same), search(index, few)};

    assertThat(found).exists();
    assertThat(rows[0]).containsExactly(rows[1]).isNotEqualTo(rows[2]);
  }

  /// Distances of the fifth neighbours.
  private float[] search(Path index, Object... parameters) throws IOException {
    Object[] all = new Object[parameters.length + 7];
    Object[] first = {"search", index, base(), "-k", 5, "-o", folder.resolve("f")};
    System.arraycopy(first, 0, all, 0, 7);
    System.arraycopy(parameters, 0, all, 7, parameters.length);
    assertThat(Run.kith(all)).returns(0, Run::code);
    var distances = Npy.read(folder.resolve("f.D.npy"));
    float[] fifth = new float[N];
    for (int i = 0; i < N; i++) {
      fifth[i] = distances.get(i, 4);
    }
    return fifth;
  }

  @Test
  void anIndexSaysWhichParametersItTakes() throws IOException {
    Path index = built("PQ4x4np,RFlat");
    var run = Run.kith("search", index, base(), "-k", 1, "--nprobe", 4, "-o", folder.resolve("f"));

    assertThat(run).returns(1, Run::code);
    assertThat(run.err()).contains("has no nprobe; it takes k_factor").hasLineCount(1);
  }

  @Test
  void memoryAddsUp() throws IOException {
    var report = Run.kith("info", built("IVF8,PQ8x4fs,RFlat"), "--json").object();

    long own = report.get("own_bytes").getAsLong();
    long parts = 0;
    for (var part : report.getAsJsonArray("parts")) {
      parts += part.getAsJsonObject().get("bytes").getAsLong();
      var items = part.getAsJsonObject().getAsJsonObject("own_bytes_of");
      long sum = items.asMap().values().stream().mapToLong(item -> item.getAsLong()).sum();
      assertThat(sum).isEqualTo(part.getAsJsonObject().get("own_bytes").getAsLong());
    }
    assertThat(own + parts).isEqualTo(report.get("bytes").getAsLong());
  }

  @Test
  void benchTakesAGridOfAllParameters() throws IOException {
    base();
    TestData.npy(folder.resolve("q.npy"), 5, 16, 2);
    var run =
        Run.kith(
            "bench",
            folder.resolve("base.npy"),
            folder.resolve("q.npy"),
            "-f",
            "IVF8,PQ8x4fs,RFlat",
            "--params",
            "nprobe=8;k_factor=1,8;max_codes=2147483647",
            "-k",
            2,
            "--json");

    assertThat(run).returns(0, Run::code);
    assertThat(run.objects()).hasSize(3);
    assertThat(run.objects().getLast().get("params").toString())
        .isEqualTo("{\"nprobe\":8,\"max_codes\":2147483647,\"k_factor\":8}");
  }
}
