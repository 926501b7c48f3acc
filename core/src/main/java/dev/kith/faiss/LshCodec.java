// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.LshIndex;
import dev.kith.internal.quantize.BinaryQuantizer;
import dev.kith.transform.RandomRotation;
import dev.kith.vector.Metric;
import java.io.IOException;
import java.util.List;

/// Locality-sensitive hashing, `IxHe` (specification of the file format, section 5.1): header, i32
/// nbits, bool rotate_data, bool train_thresholds, f32 array of thresholds, i32 code_size, a random
/// rotation that is there even if it is not applied, and ntotal codes. The old `IxHE` counts its
/// code_size in words of 8 bytes.
final class LshCodec implements IndexCodec {

  private static final FourCc OLD = FourCc.of("IxHE");

  @Override
  public List<String> types() {
    return List.of("IxHe", "IxHE");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IndexHeader.read(input);
    requireL2(header, input);
    int nbits = nbits(input);
    boolean rotates = input.bool("whether vectors are rotated (rotate_data)");
    requireComponents(nbits, rotates, header, input);
    var bits =
        new BinaryQuantizer(nbits, input.bool("whether thresholds are learnt (train_thresholds)"));
    readThresholds(bits, header, reader);
    checkCodeSize(bits, type.equals(OLD) ? Long.BYTES : 1, input);
    var rotation = rotation(header, nbits, rotates, reader);
    var index = reader.own(new LshIndex(rotation, rotates, bits));
    StoredCodes.read(index.codes(), header, reader);
    return index;
  }

  private static void requireL2(IndexHeader header, IndexInput input) throws FaissFormatException {
    if (header.kind() != Metric.Kind.L2) {
      throw input.wrong("the metric l2, as bits are compared by no other", header.kind() + "");
    }
  }

  private static int nbits(IndexInput input) throws IOException {
    int nbits = input.i32("the number of bits (nbits)");
    if (nbits < 1) {
      throw input.wrong("a number of bits (nbits) of at least 1", Integer.toString(nbits));
    }
    return nbits;
  }

  private static void requireComponents(
      int nbits, boolean rotates, IndexHeader header, IndexInput input)
      throws FaissFormatException {
    if (!rotates && nbits > header.d()) {
      throw input.wrong(
          "a rotation (rotate_data), as %d components cannot make %d bits (nbits)"
              .formatted(header.d(), nbits),
          "none");
    }
  }

  private static void readThresholds(BinaryQuantizer bits, IndexHeader header, IndexReader reader)
      throws IOException {
    var input = reader.input();
    var thresholds = Arrays32.finiteFloats(reader, "thresholds");
    int expected = bits.learns() && header.trained() ? bits.dimension() : 0;
    if (thresholds.length != expected) {
      throw input.wrong(expected + " thresholds", Integer.toString(thresholds.length));
    }
    if (expected > 0) {
      bits.restore(thresholds);
    } else if (!header.trained() && (!bits.learns() || header.ntotal() > 0)) {
      throw header.wrongTrained(
          "true (is_trained), as there is nothing to learn or there are vectors already", input);
    }
  }

  private static void checkCodeSize(BinaryQuantizer bits, int unit, IndexInput input)
      throws IOException {
    int codeSize = input.i32("the size of a code (code_size)");
    if ((long) codeSize * unit != bits.codeSize()) {
      throw input.wrong(
          "a code_size of %d bytes for %d bits".formatted(bits.codeSize(), bits.dimension()),
          unit == 1 ? "" + codeSize : codeSize + " words of " + unit + " bytes");
    }
  }

  private static RandomRotation rotation(
      IndexHeader header, int nbits, boolean rotates, IndexReader reader) throws IOException {
    var input = reader.input();
    long start = input.position();
    var codecs = List.<TransformCodec>of(new RandomRotationCodec());
    var rotation = (RandomRotation) TransformCodecs.read(reader, "the rotation", codecs);
    boolean fits = rotation.inputDimension() == header.d() && rotation.outputDimension() == nbits;
    if (!fits || (rotates && !rotation.isTrained())) {
      throw input.wrong(
          start,
          "a rotation%s of %d to %d dimensions"
              .formatted(rotates ? " with its matrix" : "", header.d(), nbits),
          "one%s of %d to %d"
              .formatted(
                  rotation.isTrained() ? "" : " without a matrix",
                  rotation.inputDimension(),
                  rotation.outputDimension()));
    }
    return rotation;
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof LshIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var lsh = (LshIndex) index;
    var output = writer.output();
    output.fourCc("IxHe");
    IndexHeader.write(lsh, output);
    output.i32(lsh.bits().dimension());
    output.bool(lsh.rotates());
    output.bool(lsh.bits().learns());
    Arrays32.write(lsh.bits().thresholds(), output);
    output.i32(lsh.bits().codeSize());
    TransformCodecs.write(lsh.rotation(), output);
    StoredCodes.write(lsh.codes(), output);
  }
}
