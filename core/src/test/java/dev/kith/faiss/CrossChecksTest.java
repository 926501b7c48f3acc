// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.index.DirectMapType;
import dev.kith.internal.index.FlatIndex;
import dev.kith.internal.index.IdMapIndex;
import dev.kith.internal.index.PreTransformIndex;
import dev.kith.internal.index.RefineIndex;
import dev.kith.transform.Normalization;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Statements of a file that contradict each other (the file format, section 9).
class CrossChecksTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "4, 4, 3, 4, 'a dimension (d) of 2, as the coarse quantizer has, found 3'",
    "4, 4, 0, 4, 'a dimension (d) of 1 to 1048576, found 0'",
    "4, 4, 1048577, 4, 'a dimension (d) of 1 to 1048576'",
    "8, 8, -1, 8, 'a number of vectors (ntotal) of 0 to'",
    "8, 8, 4, 179, 'lists of 4 vectors in all, as the header has (ntotal)'",
    "32, 1, 2, 32, '0 or 1 for whether the index is trained'",
    "33, 4, 5, 33, 'a metric (metric_type): 0 inner_product, 1 l2'",
    "33, 4, 25, 33, 'found 25, Gower'",
    "37, 8, 0, 37, 'a number of lists (nlist) of 1 to'",
    "37, 8, 4, 90, 'a trained coarse quantizer with 4 centroids, one a list (nlist), found 3'",
    "45, 8, -1, 45, 'the number of lists to visit (nprobe) below 2^63, found 18446744073709551615'",
    "61, 8, 4, 90, 'ntotal * d (4 * 2) components of the vectors, found 6'",
    "85, 1, 0, 85, 'true (is_trained) for a flat index'",
    "122, 1, 3, 122, 'a type of direct map: 0 none, 1 array, 2 hash table, found 3'",
    "123, 8, 1, 123, '0 places of a direct map, as follows from what comes before, found 1'",
    "135, 8, 4, 135, '3 lists, as before (nlist), found 4'",
    "143, 8, 12, 143, 'a code_size of 8, as its codec has, found 12'",
    "151, 4, 0, 151, 'list sizes in the form full or sprs, found the bytes 00 00 00 00'",
    "155, 8, 2, 155, '3 list sizes'"
  })
  void contradictionsAreRefused(int at, int bytes, long value, int position, String message)
      throws IOException {
    var content = TinyIndexes.file(TinyIndexes.filled(TinyIndexes.ivf()));
    refused(patched(content, at, bytes, value), position, message);
  }

  @Test
  void sparseListsAscend() throws IOException {
    var index = TinyIndexes.ivf();
    index.add(TinyIndexes.vectors(1, 1), TinyIndexes.QUIET);
    var content = TinyIndexes.file(index);
    refused(
        patched(content.clone(), 155, 8, 1),
        155,
        "an even number of list numbers and sizes, found 1");
    refused(patched(content, 163, 8, 3), 163, "a list number above -1 and below 3, found 3");
    var twice = TinyIndexes.file(TinyIndexes.filled(TinyIndexes.ivf()));
    patched(twice, 151, 4, FourCc.of("sprs").bits());
    patched(patched(patched(twice, 155, 8, 4), 163, 8, 1), 171, 8, 2);
    refused(patched(twice, 179, 8, 1), 179, "a list number above 1 and below 3, found 1");
  }

  @Test
  void directMapsPointToTheirIds() throws IOException {
    var array = TinyIndexes.filled(TinyIndexes.ivf());
    array.setDirectMap(DirectMapType.ARRAY);
    var content = TinyIndexes.file(array);
    int second = 131 + 8;
    refused(
        patched(content.clone(), second, 8, 7L << 32),
        second,
        "the place of the id 1 in the direct map");
    refused(patched(content.clone(), second, 8, 99), second, "list 0, offset 99, where it is not");
    refused(patched(content.clone(), second, 8, 0), second, "list 0, offset 0, where it is not");
    refused(patched(content, 123, 8, 4), 123, "5 places of a direct map");

    var hash = TinyIndexes.filled(TinyIndexes.ivf());
    hash.setDirectMap(DirectMapType.HASH);
    var pairs = TinyIndexes.file(hash);
    long first = ByteBuffer.wrap(pairs).order(ByteOrder.LITTLE_ENDIAN).getLong(139);
    refused(patched(pairs.clone(), 155, 8, first), 155, "every id once in the direct map, found");
    refused(patched(pairs.clone(), 139, 8, 77), 147, "the place of the id 77 in the direct map");
    refused(patched(pairs, 147, 8, -1), 147, "a place (list << 32 | offset)");
  }

  @Test
  void wrappersRepeatWhatIsInside() throws IOException {
    var map = new IdMapIndex(new FlatIndex(2, Metric.L2), true);
    map.add(TinyIndexes.vectors(1, 2), new long[] {7, 8}, TinyIndexes.QUIET);
    var content = TinyIndexes.file(map);
    refused(patched(content.clone(), 4, 4, 3), 4, "a dimension (d) of 2, as the index inside has");
    refused(
        patched(content.clone(), 8, 8, 3), 8, "(ntotal) of 2, as the index inside has, found 3");
    refused(patched(content.clone(), 33, 4, 0), 33, "the metric of the index inside");
    int ids = content.length - 24;
    refused(patched(content.clone(), ids, 8, 1), ids, "2 ids of an id map");
    refused(patched(content, ids + 8, 8, -1), ids + 8, "an id of 0 or more, found -1");
  }

  @Test
  void anIdMapNeedsPositionsInside() throws IOException {
    var map = new IdMapIndex(TinyIndexes.ivf(), false);
    map.add(TinyIndexes.vectors(1, 1), new long[] {7}, TinyIndexes.QUIET);
    var content = TinyIndexes.file(map);
    int inner = content.length - 24;
    refused(
        patched(content, inner, 8, 5), 4, "numbers its vectors below 1, found one with the id 5");
  }

  @Test
  void duplicatesEqualWhatIsThere() throws IOException {
    var content = TinyIndexes.file(TinyIndexes.withoutDuplicates());
    int map = 37 + 16 + 37 + 8 + 24;
    int pairs = map + 1 + 8;
    refused(patched(content.clone(), pairs, 8, 7), pairs, "an even number of ids of equal vectors");
    refused(
        patched(content.clone(), pairs, 8, 20), pairs, "at most twice the 9 (ntotal), found 20");
    refused(patched(content.clone(), pairs + 8, 8, -1), pairs + 8, "an id of 0 or more, found -1");
    refused(patched(content.clone(), pairs + 24, 8, 6), pairs + 24, "found 6, which is in none");
    var rest = Arrays.copyOfRange(content, pairs, content.length);
    var hashed = joined(joined(content, pairs, new byte[8]), pairs + 8, rest);
    refused(patched(hashed, map, 1, 2), map, "no direct map (0) of lists without duplicates");
  }

  @Test
  void partsOfARefinementFit() throws IOException {
    var index = new RefineIndex(new FlatIndex(2, Metric.L2), new FlatIndex(2, Metric.L2));
    index.add(TinyIndexes.vectors(1, 3), TinyIndexes.QUIET);
    var content = TinyIndexes.file(index);
    int refiner = 37 + 37 + 8 + 24;
    refused(patched(content.clone(), 4, 4, 3), 4, "a dimension (d) of 2, as the index inside has");
    refused(patched(content.clone(), 8, 8, 4), 8, "(ntotal) of 3, as the index inside has");
    refused(patched(content.clone(), refiner, 4, FourCc.of("IxFx").bits()), refiner, "IxF2, IxFI");
    var shorter = TinyIndexes.file(flat(2));
    refused(
        joined(content, refiner, shorter), 8, "(ntotal) of 2, as the index inside has, found 3");
    int factor = content.length - 4;
    refused(patched(content.clone(), factor, 4, 0x3f7fffff), factor, "a k_factor of 1 to 1000");
    refused(patched(content.clone(), factor, 4, 0x447a2000), factor, "1000, found 1000.5");
    refused(patched(content, factor, 4, 0x7fc00000), factor, "found NaN");
  }

  private static FlatIndex flat(int vectors) {
    var index = new FlatIndex(2, Metric.L2);
    index.add(TinyIndexes.vectors(1, vectors), TinyIndexes.QUIET);
    return index;
  }

  /// The first bytes of a file, and another one behind them.
  private static byte[] joined(byte[] content, int length, byte[] behind) {
    var joined = Arrays.copyOf(content, length + behind.length);
    System.arraycopy(behind, 0, joined, length, behind.length);
    return joined;
  }

  @Test
  void aRefinementNeedsPositions() throws IOException {
    var lists = new RefineIndex(new FlatIndex(2, Metric.L2), TinyIndexes.ivf());
    lists.add(TinyIndexes.vectors(1, 1), TinyIndexes.QUIET);
    var content = TinyIndexes.file(lists);
    int id = content.length - 4 - 8;
    refused(patched(content, id, 8, 1), 4, "number their vectors from 0 to 0, found one with");
  }

  @Test
  void transformsFit() throws IOException {
    var index = new PreTransformIndex(List.of(new Normalization(2)), new FlatIndex(2, Metric.L2));
    var content = TinyIndexes.file(index);
    refused(
        patched(content.clone(), 4, 4, 3), 41, "a part that takes vectors of dimension 3, found");
    refused(patched(content.clone(), 37, 4, 0), 37, "1 to 64 transforms, found 0");
    refused(patched(content.clone(), 41, 4, FourCc.of("IxF2").bits()), 41, "flat, L2: an index");
    refused(patched(content.clone(), 45, 4, 0x3f800000), 45, "2, the Euclidean norm, found 1.0");
    refused(patched(content.clone(), 53, 4, 3), 53, "an output dimension (d_out) of 2, found 3");
    refused(patched(content, 57, 1, 0), 57, "1 (is_trained)");
  }

  private static byte[] patched(byte[] content, int at, int bytes, long value) {
    for (int i = 0; i < bytes; i++) {
      content[at + i] = (byte) (value >> (8 * i));
    }
    return content;
  }

  private void refused(byte[] content, int position, String message) throws IOException {
    var file = Files.write(folder.resolve("patched.index"), content);
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(file))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.position()).isEqualTo(position));
  }
}
