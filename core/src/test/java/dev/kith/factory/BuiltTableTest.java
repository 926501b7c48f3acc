// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.IndexReport;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every string of the table of the specification of the factory, section 1.7, built and described
/// again.
class BuiltTableTest {

  /// What strings of families that are not built yet have in them.
  private static final Pattern LATER =
      Pattern.compile("HNSW|NSG|RQ|LSQ|RCQ|LSCQ|RaBitQ|EDEN|Panorama|ZnLattice|MinMax|,SH|SQtq");

  /// Faiss makes it, and every search of it fails.
  private static final String NO_LISTS = "IVF0,Flat";

  /// Faiss takes it for trained, though it has no centroids yet.
  private static final String NO_CENTROIDS = "IVF100,SQ0";

  /// Where several trees build the same index, the simplest is its description.
  private static final Map<String, String> SIMPLER =
      Map.of(
          "Pad32,Flat", "Pad64,Flat",
          "PCA48,RR48,L2norm,IVF100,SQ8", "PCA48,RR,L2norm,IVF100,SQ8",
          "IVF100,PQ16,Refine(Flat)", "IVF100,PQ16,RFlat",
          "Flat,Refine(Flat)", "Flat,RFlat");

  @ParameterizedTest
  @MethodSource("built")
  void describesWhatItHasBuilt(TableRow row) {
    try (var index = IndexFactory.create(row.d(), row.text(), row.metric())) {
      var canonical = IndexSpec.parse(row.text()).toString();
      var described = IndexFactory.describe(index).orElseThrow();

      assertThat(described).hasToString(SIMPLER.getOrDefault(canonical, canonical));
      assertThat(oneNameForRefinements(new FaissStructure(row.metric()).of(described, row.d())))
          .isEqualTo(oneNameForRefinements(row.structure()));
    }
  }

  /// `RFlat` and `Refine(Flat)` are two classes in Faiss, but one in files and here.
  private static String oneNameForRefinements(String structure) {
    return structure.replace("IndexRefineFlat(", "IndexRefine(");
  }

  @ParameterizedTest
  @MethodSource("built")
  void hasTheSizesThatFaissHas(TableRow row) {
    try (var index = IndexFactory.create(row.d(), row.text(), row.metric())) {
      assertThat(index.dimension()).isEqualTo(row.d());
      assertThat(index.metric()).isEqualTo(row.metric());
      assertThat(index.isTrained()).isEqualTo(row.trained() && !row.text().equals(NO_CENTROIDS));
      assertThat(index.codeSize()).isEqualTo(row.standaloneCodeSize().orElseThrow());
      assertThat(bytesPerCode(index.report())).isEqualTo(row.codeSize().orElseThrow());
    }
  }

  /// What the report says of the component that holds the codes; of a refinement, that of the base.
  private static Object bytesPerCode(IndexReport report) {
    var bytes = report.facts().get("bytes per code");
    return bytes == null ? bytesPerCode(report.parts().getFirst()) : bytes;
  }

  @ParameterizedTest
  @MethodSource("later")
  void saysWhatIsNotBuiltYet(TableRow row) {
    assertThatExceptionOfType(NotBuiltYetException.class)
        .isThrownBy(() -> IndexFactory.create(row.d(), row.text(), row.metric()))
        .satisfies(e -> assertThat(e.part()).containsPattern(LATER))
        .withMessageContaining("not built yet");
  }

  @Test
  void anIndexWithoutListsIsRefused() {
    var row = TableRow.accepted().stream().filter(r -> r.text().equals(NO_LISTS)).findAny();

    assertThat(row).isPresent();
    assertThatThrownBy(() -> IndexFactory.create(64, NO_LISTS, row.orElseThrow().metric()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 lists");
  }

  static List<TableRow> built() {
    return TableRow.accepted().stream()
        .filter(row -> !isLater(row) && !row.text().equals(NO_LISTS))
        .toList();
  }

  static List<TableRow> later() {
    return TableRow.accepted().stream().filter(BuiltTableTest::isLater).toList();
  }

  private static boolean isLater(TableRow row) {
    return LATER.matcher(IndexSpec.parse(row.text()).toString()).find();
  }
}
