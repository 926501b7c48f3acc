// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Statements of a file of packed codes that contradict each other (the file format, section 9).
class FastScanChecksTest {

  @TempDir Path folder;

  /// 5 vectors, 1 sub-quantizer, blocks of 32.
  @ParameterizedTest
  @CsvSource({
    "8, 8, 33, 209, '64 vectors with the gaps of their blocks (ntotal2), found 32'",
    "32, 1, 0, 32, 'true (is_trained), as there are vectors'",
    "37, 8, 4, 37, 'a product quantizer of dimension (d) 2, as the index has, found 4'",
    "45, 8, 3, 45, 'a number of sub-quantizers (M) that divides 2, found 3'",
    "53, 8, 8, 53, 'bits a sub-quantizer (nbits)'",
    "61, 8, 33, 61, '32 components of centroids'",
    "69, 4, 2143289344, 69, 'finite components of centroids'",
    "201, 4, 33, 201, 'a positive multiple of 32 vectors a block (bbs), found 33'",
    "201, 4, 0, 201, 'a positive multiple of 32 vectors a block (bbs), found 0'",
    "201, 4, -32, 201, 'a positive multiple of 32 vectors a block (bbs), found -32'",
    "201, 4, 64, 209, '64 vectors with the gaps of their blocks (ntotal2), found 32'",
    "205, 4, -1, 205, 'a number of queries at a time (qbs) of 0 or more, found -1'",
    "209, 8, 5, 209, '32 vectors with the gaps of their blocks (ntotal2), found 5'",
    "217, 8, 1, 217, '2 sub-quantizers a block (M2)'",
    "225, 8, 31, 225, '1 bytes of packed codes a vector, for 32 vectors with the gaps'",
    "225, 8, 0, 225, '1 bytes of packed codes a vector, for 32 vectors with the gaps'",
  })
  void contradictionsOfPackedCodesAreRefused(
      int at, int bytes, long value, int position, String message) throws IOException {
    refused("packed", at, bytes, value, position, message);
  }

  /// 5 vectors in 3 lists, 2 sub-quantizers, blocks of 32.
  @ParameterizedTest
  @CsvSource({
    "32, 1, 0, 32, 'true (is_trained), as there are vectors'",
    "131, 1, 2, 131, '0 or 1 for whether codes are of residuals'",
    "132, 8, 2, 132, 'a code_size of 1, as the product quantizer has, found 2'",
    "140, 4, 48, 140, 'a positive multiple of 32 vectors a block (bbs), found 48'",
    "144, 8, 4, 144, '2 sub-quantizers a block (M2)'",
    "156, 8, -1, 156, 'the number of queries at a time (qbs2) below 2^63'",
    "180, 8, 5, 180, 'bits a sub-quantizer (nbits)'",
    "324, 4, 1918987369, 324, 'inverted lists of packed codes (ilbl)'",
    "328, 8, 4, 328, '3 for the number of lists (nlist), as follows from what comes before'",
    "336, 8, 1, 336, '-1 for the size of a code in blocks (code_size)'",
    "344, 8, 64, 344, '32 for the vectors of a block (n_per_block)'",
    "352, 8, 64, 352, '32 for the bytes of a block (block_size)'",
    "360, 8, 6, 360, 'lists of 5 vectors in all, as the header has (ntotal)'",
  })
  void contradictionsOfPackedListsAreRefused(
      int at, int bytes, long value, int position, String message) throws IOException {
    refused("lists of packed", at, bytes, value, position, message);
  }

  private void refused(String name, int at, int bytes, long value, int position, String message)
      throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    FastScanFiles.addTo(files);
    var content = ByteBuffer.wrap(files.get(name)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < bytes; i++) {
      content.put(at + i, (byte) (value >> (8 * i)));
    }
    var file = Files.write(folder.resolve("wrong.index"), content.array());
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(file))
        .withMessageContaining(message)
        .extracting(FaissFormatException::position, InstanceOfAssertFactories.LONG)
        .isEqualTo(position);
  }
}
