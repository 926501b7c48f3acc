// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that are no index, or none that is read: every one is called by its name.
class NotAnIndexTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "'', 'an empty file; write or download it again'",
    "'\u0093NUMPY\u0001\u0000v\u0000', 'a NumPy array; build an index from it: kith build'",
    "'version https://git-lfs.github.com/spec/v1', 'git lfs pull'",
    "'PK\u0003\u0004\u0014', 'a zip archive (.npz, PyTorch); unpack it'",
    "'\u001f\u008b\u0008\u0000', 'a gzip-compressed file'",
    "'7z\u00bc\u00af''\u001c\u0000', 'a 7z archive'",
    "'<!DOCTYPE html>\n<html>', 'a web page; download the file itself'",
    "'\n<html lang=en>', 'a web page'",
    "'\u0080\u0004\u0095\u0010', 'a Python pickle, which is never run here'",
    "'{\"name\": \"voice\"}', 'a JSON text'",
    "'[1, 2]', 'a JSON text'",
    "'IxQQ', 'a type that is read here (IxF2, IxFI, IxFl, '",
    "'IxQQ', '\"IxQQ\" (49 78 51 51), which no Faiss up to 1.15 has'",
    "'\u0001\u0002\u0003\u0004', 'the bytes 01 02 03 04, which no Faiss'",
    "'IwRQ', '\"IwRQ\" (49 77 52 51), inverted lists with residual quantization: an index that'",
    "'IwRQ', 'that this version of Kith does not read yet; build it anew as one of those'",
    "'IxFP', 'of Faiss after 1.7.3'",
    "'IBxF', 'flat: an index of bit vectors'",
    "'ISVL', 'SVS library'",
    "'LTra', 'linear, such as OPQ: a transform of vectors, and not an index'",
    "'ilar', 'inverted lists, and not an index'",
    "'null', 'no index at all'",
    "'Ix', 'the type of the index, 4 bytes, found 2 up to the end of the file, which has 2 bytes'"
  })
  void isCalledByItsName(String content, String message) throws IOException {
    var file = folder.resolve("file.index");
    Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(file))
        .withMessageContaining("file.index, byte 0: expected ")
        .withMessageContaining(message);
  }

  @Test
  void everyTypeOfFaissHasAName() {
    var types =
        """
        IxF2 IxFI IxFl IxPq IxSQ IxHe IxRq IxLS IxPR IxPL Ix2L IxLa IRMf IRMh IPfs IRfs ILfs IPRf IPLf
        IwFl IwFd IwPQ IwQR IwSq IwSh IwRQ IwLS IwPR IwPL IwPf IVRf IVLf NPRf NPLf IxPT IxMp IxM2 IxRF
        Imiq ImRQ IHNf IHNp IHNs IHN2 INSf INSp INSs INNf null IH00 IHfP IHc2 IxFP IxFp IwP2 IwIQ IxRP
        IxEe IwEe Ixrq Ixrr Iwrq Iwrr Irfn Iwrn IxPo IxPQ IxHE IxRQ IvFL IvFl IvPQ IvQR IvSQ IwSQ IHNc
        IwPn IxEd IwEd Irfs Iwrf il00 ilar ilbl ilod ilp2 ilpn LTra rrot Pcam Viqm Viqt RmDT VNrm VCnt
        HRot PcAm PCAm IBxF IBwF IBFf IBHf IBMp IBM2 IBHh IBHm IBHc ILVQ ISVL ISVD ISV2 ISVF ISIQ ISIL
        ISID
        """;
    assertThat(types.strip().split("\\s+"))
        .hasSize(115)
        .allSatisfy(type ->
            assertThat(KnownTypes.describe(FourCc.of(type)))
                .startsWith("\"" + type + "\"")
                .doesNotContain("no Faiss up to"));
  }

  @Test
  void aQuantizerThatIsNotReadIsNamed() throws IOException {
    var bytes = TinyIndexes.file(TinyIndexes.ivf());
    System.arraycopy("IHNf".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 53, 4);
    var file = Files.write(folder.resolve("graph.index"), bytes);
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(file))
        .withMessageContaining("byte 53: expected the coarse quantizer")
        .withMessageContaining("HNSW graph");
  }

  @Test
  void anIndexInPlaceOfListsIsNamed() throws IOException {
    var bytes = TinyIndexes.file(TinyIndexes.ivf());
    System.arraycopy("IxF2".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 131, 4);
    var file = Files.write(folder.resolve("mixed.index"), bytes);
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(file))
        .withMessageContaining("byte 131: expected inverted lists of plain codes (ilar, ilod)")
        .withMessageContaining("flat, L2: an index, which has no place here");
  }

  @Test
  void listsThatWereLeftOutAreMissed() {
    assertThatExceptionOfType(FaissFormatException.class)
        .isThrownBy(() -> FaissFiles.read(Fixtures.index("ivf4_il00")))
        .withMessageContaining("\"il00\": the file was written without them");
  }

  @Test
  void aMissingFileAndAFolderAreNamed() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> FaissFiles.read(folder.resolve("lost.index")))
        .withMessageContaining("lost.index: there is no such file");
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> FaissFiles.read(folder))
        .withMessageContaining("is a folder");
  }
}
