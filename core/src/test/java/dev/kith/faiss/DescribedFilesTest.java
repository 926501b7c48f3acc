// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.factory.IndexFactory;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What files of Faiss say about the string that they were built from.
class DescribedFilesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flat_l1                | Flat",
        "idmap2_flat            | IDMap2,Flat",
        "idmap_flat             | IDMap,Flat",
        "l2norm_flat_ip         | L2norm,Flat",
        "ivf16_flat             | IVF16,Flat",
        "ivf16_flatdedup        | IVF16,FlatDedup",
        "imi2x4_flat            | IMI2x4,Flat",
        "imi2x4_pq8             | IMI2x4,PQ8",
        "itq16_lsh              | ITQ16,LSH",
        "ivf16_pq8              | IVF16,PQ8",
        "ivf16_pq8x4fs          | IVF16,PQ8x4fs",
        "ivf16_pq8x4fs_bbs64    | IVF16,PQ8x4fs_64",
        "ivf16_pq8x4fsr         | IVF16,PQ8x4fsr",
        "ivf16_pq8x4fsr_ip      | IVF16,PQ8x4fsr",
        "ivf16_sq4              | IVF16,SQ4",
        "ivf16_sq6_ip           | IVF16,SQ6",
        "ivf16_sqfp16           | IVF16,SQfp16",
        "opq8_16_pq8x4fs        | OPQ8_16,PQ8x4fs",
        "opq8_32_ivf16_pq8      | OPQ8,IVF16,PQ8",
        "pad40_pq8              | Pad40,PQ8",
        "pca28_pq7x4fs          | PCA28,PQ7x4fs",
        "pcaw16_sq8             | PCAW16,SQ8",
        "pq4x10                 | PQ4x10",
        "pq8x4fs_rflat_ip       | PQ8x4fs,RFlat",
        "residual16_pq8         | Residual16,PQ8",
        "lsh40                  | LSH40rt",
        "legacy_IvFL            | IVF16,Flat"
      })
  void isTold(String name, String factory) throws IOException {
    assertThat(described(name)).contains(factory);
  }

  /// Bounds that no string names.
  @ParameterizedTest
  @CsvSource({"sq4u", "sq8u", "sq8_meanstd"})
  void isNotMadeUp(String name) throws IOException {
    assertThat(described(name)).isEmpty();
  }

  private static Optional<String> described(String name) throws IOException {
    try (var index = FaissFiles.read(Fixtures.index(name))) {
      return IndexFactory.describe(index).map(Object::toString);
    }
  }
}
