// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.DimensionMap;
import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.List;

/// Dimensions picked or padded, `RmDT` (specification of the file format, section 3.1): i32 array
/// map, and the shape.
final class DimensionMapCodec implements TransformCodec {

  @Override
  public List<String> types() {
    return List.of("RmDT");
  }

  @Override
  public VectorTransform read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var map = Arrays32.ints(reader, "entries of a map of dimensions");
    var shape = TransformShape.read(input).requireTrained(input);
    shape.requireLength("the map", map.length, shape.out(), input);
    for (int from : map) {
      if (from < DimensionMap.ZERO || from >= shape.in()) {
        throw input.wrong(
            shape.at(),
            "a map to the %d dimensions of a vector, or to %d for zero"
                .formatted(shape.in(), DimensionMap.ZERO),
            "the dimension " + from);
      }
    }
    return new DimensionMap(shape.in(), map);
  }

  @Override
  public boolean writes(VectorTransform transform) {
    return transform instanceof DimensionMap;
  }

  @Override
  public void write(VectorTransform transform, IndexOutput output) throws IOException {
    output.fourCc("RmDT");
    Arrays32.write(((DimensionMap) transform).map(), output);
    TransformShape.write(transform, output);
  }
}
