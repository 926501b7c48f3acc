// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The expected numbers were drawn by Faiss 1.7.3.
class FaissRandomTest {

  private final FaissRandom random = new FaissRandom(1234);

  @Test
  void wordsAreThoseOfTheMersenneTwister() {
    var twister = new MersenneTwister(1234);
    assertThat(twister.next()).isEqualTo(822569775);
    assertThat(twister.next()).isEqualTo((int) 2137449171L);
    assertThat(twister.next()).isEqualTo((int) 2671936806L);
  }

  @Test
  void theTenThousandthWordIsTheOneThatTheCppStandardNames() {
    var twister = new MersenneTwister(5489);
    for (int i = 1; i < 10_000; i++) {
      twister.next();
    }
    assertThat(Integer.toUnsignedLong(twister.next())).isEqualTo(4123659995L);
  }

  @Test
  void intsHave31Bits() {
    assertThat(IntStream.range(0, 3).map(i -> random.nextInt()))
        .containsExactly(822569775, 2137449171, 524453158);
  }

  @Test
  void longsHaveTheFirstDrawBelow() {
    assertThat(random.nextLong()).isEqualTo(4590137143976225583L);
    assertThat(random.nextLong()).isEqualTo(2931542205573268774L);
  }

  @Test
  void boundedIntsAreRemaindersOfUnsignedWords() {
    skip(7);
    assertThat(IntStream.range(0, 3).map(i -> random.nextInt(100))).containsExactly(25, 75, 29);
  }

  @Test
  void floatsAndDoublesSpreadTheWordOverOne() {
    skip(10);
    assertThat(random.nextFloat()).isEqualTo(0.2725926f);
    assertThat(random.nextFloat()).isEqualTo(0.15063697f);
    assertThat(random.nextFloat()).isEqualTo(0.27646425f);
    assertThat(random.nextDouble()).isEqualTo(0.19851876008289837);
    assertThat(random.nextDouble()).isEqualTo(0.8018721742094197);
  }

  private void skip(int words) {
    for (int i = 0; i < words; i++) {
      random.nextInt();
    }
  }

  @Test
  void onlyTheLow32BitsOfASeedCount() {
    assertThat(new FaissRandom((5L << 32) + 1234).nextInt()).isEqualTo(random.nextInt());
  }

  @Test
  void permutationsAreThoseOfFaiss() {
    int[] thousand = FaissRandom.permutation(1000, 1234);
    assertThat(Arrays.copyOf(thousand, 8)).containsExactly(775, 760, 390, 842, 624, 4, 138, 865);
    assertThat(Arrays.copyOfRange(thousand, 997, 1000)).containsExactly(478, 173, 804);
    assertThat(FaissRandom.permutation(20, 987654321))
        .containsExactly(3, 10, 17, 14, 4, 18, 9, 1, 6, 15, 2, 11, 13, 7, 16, 19, 8, 0, 12, 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 17, 1000})
  void permutationsHoldEachNumberOnce(int n) {
    assertThat(Arrays.stream(FaissRandom.permutation(n, 99)).sorted())
        .containsExactlyElementsOf(IntStream.range(0, n).boxed().toList());
  }
}
