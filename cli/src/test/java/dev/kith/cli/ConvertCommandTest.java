// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.factory.IndexFactory;
import dev.kith.faiss.FaissFiles;
import dev.kith.io.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertCommandTest {

  private static final int N = 300;

  @TempDir Path folder;

  private Path base() throws IOException {
    return TestData.npy(folder.resolve("base.npy"), N, 8, 1);
  }

  private Path built(String factory) throws IOException {
    Path index = folder.resolve("in.index");
    assertThat(Run.kith("build", base(), "-f", factory, "-o", index)).returns(0, Run::code);
    return index;
  }

  private Path out() {
    return folder.resolve("out.index");
  }

  private static String factory(Path file) throws IOException {
    try (var index = FaissFiles.read(file)) {
      return IndexFactory.describe(index).orElseThrow().toString();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Flat          | SQfp16            | lossy: components are rounded to 11 binary digits",
        "IVF4,SQfp16   | IVF4,Flat         | exact: codes become the vectors",
        "PQ4x4np       | PQ4x4fs           | exact: codes are packed for the fast scan",
        "IVF4,PQ4x4fsr | IVF4,PQ4x4        | exact: codes are unpacked",
        "Flat          | IDMap2,Flat       | exact: an id map goes around it"
      })
  void becomesWhatIsAskedFor(String from, String to, String step) throws IOException {
    var run = Run.kith("convert", built(from), out(), "--to", to);

    assertThat(run).returns(0, Run::code).returns("", Run::err);
    assertThat(run.out()).contains(step, "out.index: ", to, "in.index has");
    assertThat(factory(out())).isEqualTo(to);
  }

  @Test
  void theLossIsTold() throws IOException {
    Path index = built("Flat");

    assertThat(Run.kith("convert", index, out(), "--to", "SQfp16").out())
        .contains("vectors have moved by 0.000");
    var report = Run.kith("convert", index, out(), "--to", "SQfp16", "--json").object();
    assertThat(report.get("factory").getAsString()).isEqualTo("SQfp16");
    assertThat(report.get("exact").getAsBoolean()).isFalse();
    assertThat(report.get("steps").getAsJsonArray()).hasSize(1);
    assertThat(report.get("relative_error").getAsDouble()).isBetween(1e-5, 1e-3);
    assertThat(report.get("output_bytes").getAsLong()).isEqualTo(Files.size(out()));
  }

  @Test
  void vectorsAloneAddARefinement() throws IOException {
    Path index = built("IVF4,PQ4x4fs");

    var run = Run.kith("convert", index, out(), "--vectors", base());

    assertThat(run).returns(0, Run::code);
    assertThat(factory(out())).isEqualTo("IVF4,PQ4x4fs,RFlat");
  }

  @Test
  void otherVectorsAreRefused() throws IOException {
    Path index = built("IVF4,SQ8");
    Path others = TestData.npy(folder.resolve("others.npy"), N, 8, 2);

    var run = Run.kith("convert", index, out(), "--vectors", others);

    assertThat(run).returns(1, Run::code);
    assertThat(run.err()).contains("not those in the index", "in the same order");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(out()).doesNotExist();
  }

  @Test
  void vectorsAreAskedFor() throws IOException {
    var run = Run.kith("convert", built("SQ8"), out(), "--to", "SQ8,RFlat");

    assertThat(run).returns(1, Run::code);
    assertThat(run.err()).contains("--vectors FILE");
  }

  @Test
  void idsAloneAddAnIdMap() throws IOException {
    Path ids = folder.resolve("ids.npy");
    Npy.write(ids, LongStream.range(0, N).map(i -> 7 * i + 1).toArray(), N, 1);

    assertThat(Run.kith("convert", built("Flat"), out(), "--ids", ids)).returns(0, Run::code);

    assertThat(factory(out())).isEqualTo("IDMap2,Flat");
    Run.kith("search", out(), base(), "-k", 1, "-o", folder.resolve("f"));
    assertThat(Npy.readLongs(folder.resolve("f.I.npy"))).startsWith(1, 8, 15);
  }

  @Test
  void saysWhatTheIndexCanBecome() throws IOException {
    var run = Run.kith("convert", built("IVF4,Flat"), out(), "--to", "IVF4,PQ4");

    assertThat(run).returns(1, Run::code);
    assertThat(run.err())
        .contains("\"IVF4,Flat\" cannot become \"IVF4,PQ4\"", "has to be trained")
        .contains("IVF4,SQfp16", "IVF4,Flat,RFlat (with the vectors)", "IDMap2,IVF4,Flat");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(out()).doesNotExist();
  }

  @Test
  void inputsAreNotOverwritten() throws IOException {
    Path index = built("Flat");

    assertThat(Run.kith("convert", index, base(), "--vectors", base()).err())
        .contains("is both input and output");
    assertThat(Run.kith("convert", index, out(), "--vectors", base(), "--ids", base()))
        .returns(2, Run::code);
    assertThat(Run.kith("convert", index, out(), "--to", "Fat")).returns(2, Run::code);
  }
}
