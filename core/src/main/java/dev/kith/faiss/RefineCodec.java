// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.internal.index.BaseIndex;
import dev.kith.internal.index.CandidateFactor;
import dev.kith.internal.index.RefineIndex;
import java.io.IOException;
import java.util.List;

/// Refinement, `IxRF` (specification of the file format, section 5.4): header, the index that finds
/// candidates, the index that ranks them again, f32 k_factor. Faiss calls it `RefineFlat` iff the
/// second index is flat.
final class RefineCodec implements IndexCodec {

  @Override
  public List<String> types() {
    return List.of("IxRF");
  }

  @Override
  public BaseIndex read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var header = IndexHeader.read(input);
    var base = reader.index("the index of a refinement that finds candidates");
    header.checkSame(base, input);
    var refiner = reader.index("the index of a refinement that ranks", FlatCodec::forLookUps);
    header.checkSame(refiner, input);
    check(header, base, refiner, input);
    float factor = input.f32("the candidates a result (k_factor)");
    if (!CandidateFactor.isValid(factor)) {
      throw input.wrong("a k_factor of 1 to 1000", Float.toString(factor));
    }
    var index = reader.own(new RefineIndex(base, refiner));
    index.setKFactor(factor);
    return index;
  }

  private static void check(IndexHeader header, BaseIndex base, BaseIndex refiner, IndexInput input)
      throws FaissFormatException {
    if (!base.metric().equals(refiner.metric())) {
      throw input.wrong(
          header.start(),
          "the same metric in both indexes of a refinement",
          base.metric() + " and " + refiner.metric());
    }
    if (base.largestId() >= header.ntotal() || !refiner.numbersByPosition()) {
      throw input.wrong(
          header.start(),
          "indexes inside a refinement that number their vectors from 0 to %d"
              .formatted(header.ntotal() - 1),
          "one with other ids");
    }
  }

  @Override
  public boolean writes(BaseIndex index) {
    return index instanceof RefineIndex;
  }

  @Override
  public void write(BaseIndex index, IndexWriter writer) throws IOException {
    var refined = (RefineIndex) index;
    var output = writer.output();
    output.fourCc("IxRF");
    IndexHeader.writeWrapper(refined, output);
    writer.index(refined.base());
    writer.index(refined.refiner());
    output.f32(refined.kFactor());
  }
}
