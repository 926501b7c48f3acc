// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// All codecs of transforms. A new one is one line here.
final class TransformCodecs {

  private static final List<TransformCodec> ALL =
      List.of(
          new LinearCodec(),
          new RandomRotationCodec(),
          new PcaCodec(),
          new ItqRotationCodec(),
          new ItqCodec(),
          new DimensionMapCodec(),
          new NormalizationCodec(),
          new CenteringCodec(),
          new HadamardCodec());

  private TransformCodecs() {}

  /// Reads a transform, fourcc and all.
  static VectorTransform read(IndexReader reader) throws IOException {
    return read(reader, "a transform", ALL);
  }

  /// Reads a transform of certain types.
  ///
  /// @param role what it is, for messages
  /// @param codecs that are asked
  static VectorTransform read(IndexReader reader, String role, List<TransformCodec> codecs)
      throws IOException {
    var type = reader.input().fourCc("the type of " + role);
    for (var codec : codecs) {
      if (codec.types().stream().map(FourCc::of).anyMatch(type::equals)) {
        return codec.read(type, reader);
      }
    }
    throw reader
        .input()
        .wrong(
            codecs.stream()
                .flatMap(codec -> codec.types().stream())
                .collect(Collectors.joining(", ", role + " of a type that is read here (", ")")),
            KnownTypes.describe(type));
  }

  /// Writes a transform, fourcc and all.
  ///
  /// @throws IllegalArgumentException if no codec writes it
  static void write(VectorTransform transform, IndexOutput output) throws IOException {
    for (var codec : ALL) {
      if (codec.writes(transform)) {
        codec.write(transform, output);
        return;
      }
    }
    throw new IllegalArgumentException(
        transform.name() + " cannot be written into a Faiss file by this version");
  }
}
