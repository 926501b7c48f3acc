// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// All codecs. A new family is one line here.
final class Codecs {

  private static final List<IndexCodec> ALL =
      List.of(
          new FlatCodec(),
          new PqFastScanCodec(),
          new PqCodec(),
          new ScalarQuantizerCodec(),
          new LshCodec(),
          new IvfFlatCodec(),
          new IvfPqCodec(),
          new LegacyIvfFlatCodec(),
          new IvfFlatDedupCodec(),
          new IvfPqFastScanCodec(),
          new IvfScalarQuantizerCodec(),
          new IdMapCodec(),
          new PreTransformCodec(),
          new RefineCodec(),
          new MultiIndexCodec(),
          new TwoLayerCodec());

  private static final Map<FourCc, IndexCodec> BY_TYPE = byType();

  private Codecs() {}

  private static Map<FourCc, IndexCodec> byType() {
    Map<FourCc, IndexCodec> codecs = new HashMap<>();
    for (var codec : ALL) {
      codec.types().forEach(type -> codecs.put(FourCc.of(type), codec));
    }
    return Map.copyOf(codecs);
  }

  /// What reads a type.
  static Optional<IndexCodec> of(FourCc type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /// What writes an index.
  static IndexCodec of(BaseIndex index) {
    return ALL.stream()
        .filter(codec -> codec.writes(index))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                index.report().type()
                    + " cannot be written as a Faiss file: the format, or this version, has no"
                    + " place for it"));
  }

  /// The `expected` of a message about a type that is not read.
  ///
  /// @param role what the index is for
  static String wanted(String role) {
    return ALL.stream()
        .flatMap(codec -> codec.types().stream())
        .collect(Collectors.joining(", ", role + " of a type that is read here (", ")"));
  }
}
