// SPDX-License-Identifier: Apache-2.0
package dev.kith.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kith.Index;
import dev.kith.Parallelism;
import dev.kith.SearchOptions;
import dev.kith.factory.FactoryException;
import dev.kith.factory.IndexSpec;
import dev.kith.index.DirectMapType;
import dev.kith.index.IvfIndex;
import dev.kith.index.RefinedIndex;
import dev.kith.vector.Vectors;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionTest extends ConversionFixture {

  private static final SearchOptions DEFAULTS = SearchOptions.defaults();

  @ParameterizedTest
  @ValueSource(strings = {"Flat", "IVF4,Flat", "PCA8,IVF4,Flat", "IDMap2,Flat", "Flat,RFlat"})
  void whatIsOfTheTypeAlreadyStays(String factory) {
    Index index = filled(factory);
    var conversion = Conversion.plan(index, IndexSpec.parse(factory));

    assertThat(conversion.steps()).isEmpty();
    assertThat(conversion.isExact()).isTrue();
    assertThat(run(conversion, null, null).index()).isSameAs(index);
  }

  @ParameterizedTest
  @CsvSource({"Flat", "'PCA8,IVF4,Flat'", "'IVF4,Flat'"})
  void idMapsGoAroundAnything(String factory) {
    Index index = filled(factory);
    long[] before = ids(index, DEFAULTS);

    Index mapped = convert(index, "IDMap2," + factory, null, oddIds()).index();

    assertIs(mapped, "IDMap2," + factory);
    assertThat(ids(mapped, DEFAULTS))
        .isEqualTo(Arrays.stream(before).map(i -> oddIds()[(int) i]).toArray());
    assertThat(mapped.reconstruct(oddIds()[7]))
        .isEqualTo(mapped.reconstruct(oddIds()[7], 1).row(0));
  }

  @Test
  void idsArePositionsUnlessGiven() {
    Index mapped = convert(filled("Flat"), "IDMap,Flat").index();

    assertThat(ids(mapped, DEFAULTS)).isEqualTo(ids(filled("Flat"), DEFAULTS));
  }

  @Test
  void anIdMapChangesItsKind() {
    Index twoWay = convert(filled("IDMap,Flat"), "IDMap2,Flat").index();

    assertThat(twoWay.reconstruct(oddIds()[3])).isEqualTo(data.row(3));
    assertThat(ids(twoWay, DEFAULTS)).isEqualTo(ids(filled("IDMap,Flat"), DEFAULTS));
  }

  @Test
  void anIdMapOfPositionsIsTakenOff() {
    Index mapped = convert(filled("Flat"), "IDMap,Flat").index();

    assertIs(convert(mapped, "Flat").index(), "Flat");
  }

  @Test
  void idsThatArePositionsNowhereElseStayInTheirMap() {
    assertThatExceptionOfType(NoConversionException.class)
        .isThrownBy(() -> convert(filled("IDMap,Flat"), "Flat"))
        .withMessageContaining("\"IDMap,Flat\" cannot become \"Flat\"")
        .withMessageContaining("ids are not 0, 1, …")
        .withMessageContaining("IDMap2,Flat");
  }

  @Test
  void idsGoIntoInvertedLists() {
    Index index = filled("IDMap,IVF4,Flat");
    long[] before = ids(index, DEFAULTS);

    Index lists = convert(index, "IVF4,Flat").index();

    assertIs(lists, "IVF4,Flat");
    assertThat(ids(lists, DEFAULTS)).isEqualTo(before);
    assertThat(lists.reconstruct(oddIds()[5])).isEqualTo(data.row(5));
  }

  @Test
  void aRefinementNeedsPositions() {
    assertThatExceptionOfType(NoConversionException.class)
        .isThrownBy(() -> convert(filled("IDMap,IVF4,Flat"), "IVF4,Flat,RFlat", data, null))
        .withMessageContaining("goes by positions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"IVF4,Flat", "PCA4,Flat", "IDMap,PCA4,IVF4,Flat"})
  void theVectorsRankCandidatesAgain(String factory) {
    Index refined = convert(filled(factory), factory + ",RFlat", data, null).index();

    assertIs(refined, factory + ",RFlat");
    assertThat(distances(refined, DEFAULTS.kFactor(N)))
        .isEqualTo(distances(filled(factory + ",RFlat"), DEFAULTS.kFactor(N)));
  }

  @Test
  void otherVectorsAreNoticed() {
    Index index = filled("PCA8,IVF4,Flat");
    var conversion = Conversion.plan(index, IndexSpec.parse("PCA8,IVF4,Flat,RFlat"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> conversion.run(gaussian(3, N), null, Parallelism.of(1)))
        .withMessageContaining("are not those in the index");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conversion.run(shifted(), null, Parallelism.of(1)))
        .withMessageContaining("in the same order");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conversion.run(data.slice(0, N - 1), null, Parallelism.of(1)))
        .withMessageContaining("400 vectors of 16 components, and 399 of 16");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conversion.run(null, null, Parallelism.of(1)))
        .withMessageContaining("needs the vectors");
    assertThat(ids(index, DEFAULTS)).isEqualTo(ids(filled("PCA8,IVF4,Flat"), DEFAULTS));
    assertThat(run(conversion, data, null).index().size()).isEqualTo(N);
  }

  /// The data, each row in the place of the one before.
  private Vectors shifted() {
    var moved = Vectors.allocate(N, D);
    for (int i = 0; i < N; i++) {
      moved.set(i, data.row((i + 1) % N));
    }
    return moved;
  }

  @Test
  void aRefinementIsDropped() {
    Index index = filled("PCA8,Flat,RFlat");
    var conversion = Conversion.plan(index, IndexSpec.parse("PCA8,Flat"));

    assertThat(conversion.isExact()).isFalse();
    Index plain = run(conversion, null, null).index();
    assertThat(distances(plain, DEFAULTS)).isEqualTo(distances(filled("PCA8,Flat"), DEFAULTS));
  }

  @Test
  void searchParametersStay() {
    Index index = filled("IVF4,Flat,RFlat");
    ((RefinedIndex) index).setKFactor(3);
    ((IvfIndex) ((RefinedIndex) index).base()).setNprobe(2);

    Index mapped = convert(index, "IDMap,IVF4,Flat,RFlat").index();
    Index back = convert(mapped, "IVF4,Flat").index();

    assertThat(((IvfIndex) back).nprobe()).isEqualTo(2);
    assertThat(index.isTrained()).isTrue();
  }

  @Test
  void aDirectMapBecomesAHashTableWhereIdsMayHaveGaps() {
    Index index = filled("IVF4,Flat");
    ((IvfIndex) index).setDirectMap(DirectMapType.ARRAY);

    Index mapped = convert(index, "IDMap,IVF4,Flat", null, oddIds()).index();
    Index lists = convert(mapped, "IVF4,Flat").index();

    assertThat(((IvfIndex) lists).directMap()).isEqualTo(DirectMapType.HASH);
    assertThat(lists.reconstruct(oddIds()[9])).isEqualTo(data.row(9));
  }

  @Test
  void anythingCanBeWrapped() {
    Index mapped = run(Conversion.withIds(filled("Flat"), true), null, oddIds()).index();
    Index refined = run(Conversion.withVectors(filled("IVF4,Flat")), data, null).index();

    assertIs(mapped, "IDMap2,Flat");
    assertIs(refined, "IVF4,Flat,RFlat");
  }

  @Test
  void idsAreChecked() {
    var conversion = Conversion.withIds(filled("Flat"), false);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> conversion.run(null, new long[3], Parallelism.of(1)))
        .withMessageContaining("3 ids for 400 vectors");
    long[] negative = LongStream.range(-1, N - 1).toArray();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> conversion.run(null, negative, Parallelism.of(1)))
        .withMessageContaining("id -1 at 0 is negative");
    var none = Conversion.plan(filled("Flat"), IndexSpec.parse("Flat"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.run(null, new long[N], Parallelism.of(1)))
        .withMessageContaining("takes no ids");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.run(data, null, Parallelism.of(1)))
        .withMessageContaining("needs no vectors");
  }

  @Test
  void whatIsReplacedIsClosed() {
    Index index = filled("IDMap,Flat");

    convert(index, "IDMap2,Flat");

    assertThatIllegalStateException().isThrownBy(() -> ids(index, DEFAULTS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"Flat|IVF4,Flat", "IVF4,Flat|IVF5,Flat", "PCA8,Flat|PCA4,Flat"})
  void saysWhatIsPossibleWhereNothingLeadsThere(String source, String target) {
    Index index = filled(source);

    assertThatExceptionOfType(NoConversionException.class)
        .isThrownBy(() -> Conversion.plan(index, IndexSpec.parse(target)))
        .withMessageContaining("has to be built from vectors")
        .withMessageContaining("it can become")
        .withMessageContaining("RFlat (with the vectors)");
  }

  @Test
  void targetsThatDoNotFitAreRefused() {
    assertThatExceptionOfType(FactoryException.class)
        .isThrownBy(() -> Conversion.plan(filled("Flat"), IndexSpec.parse("PQ5")));
  }

  @Test
  void everyOfferIsAPlan() {
    Index index = filled("IDMap,PCA8,IVF4,Flat,RFlat");
    var offers = Conversion.offers(index);

    assertThat(offers)
        .extracting(Offer::toString)
        .contains("IDMap2,PCA8,IVF4,Flat,RFlat", "IDMap,PCA8,IVF4,Flat");
    assertThat(offers)
        .allSatisfy(
            offer -> assertThat(Conversion.plan(index, offer.target()).steps()).isNotEmpty());
  }
}
