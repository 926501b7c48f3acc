// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// All codecs of transforms. A new one is one line here.
final class TransformCodecs {

  private static final List<TransformCodec> ALL = List.of(new NormalizationCodec());

  private TransformCodecs() {}

  /// Reads a transform, fourcc and all.
  static VectorTransform read(IndexInput input) throws IOException {
    var type = input.fourCc("the type of a transform");
    for (var codec : ALL) {
      if (FourCc.of(codec.type()).equals(type)) {
        return codec.read(input);
      }
    }
    throw input.wrong(
        ALL.stream()
            .map(TransformCodec::type)
            .collect(Collectors.joining(", ", "a transform of a type that is read here (", ")")),
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
