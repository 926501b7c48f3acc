// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.Itq;
import dev.kith.transform.ItqRotation;
import dev.kith.transform.LinearTransform;
import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.List;

/// ITQ, `Viqt` (specification of the file format, section 3.1): f32 array mean, bool do_pca, the
/// rotation (`Viqm`), the product of PCA and rotation (`LTra`), and the shape. No other transform
/// is read inside, so a file cannot nest them.
final class ItqCodec implements TransformCodec {

  private static final ItqRotationCodec ROTATION = new ItqRotationCodec();
  private static final LinearCodec LINEAR = new LinearCodec();

  @Override
  public List<String> types() {
    return List.of("Viqt");
  }

  @Override
  public VectorTransform read(FourCc type, IndexReader reader) throws IOException {
    var input = reader.input();
    var mean = Arrays32.finiteFloats(reader, "entries of a mean");
    boolean pca = input.bool("whether there is a PCA (do_pca)");
    var rotation =
        (ItqRotation) TransformCodecs.read(reader, "the rotation of ITQ", List.of(ROTATION));
    var both =
        (LinearTransform) TransformCodecs.read(reader, "PCA and rotation of ITQ", List.of(LINEAR));
    var shape = TransformShape.read(input);
    shape.requireLength("the mean", mean.length, shape.in(), input);
    if (both.inputDimension() != shape.in()
        || both.outputDimension() != shape.out()
        || both.isTrained() != shape.trained()
        || rotation.outputDimension() != shape.out()) {
      throw input.wrong(
          shape.at(),
          "%d to %d dimensions, like the matrices inside, and trained as they are"
              .formatted(both.inputDimension(), both.outputDimension()),
          "%d to %d dimensions, %s, around a rotation of %d"
              .formatted(
                  shape.in(),
                  shape.out(),
                  shape.trained() ? "trained" : "not trained",
                  rotation.outputDimension()));
    }
    return new Itq(mean, pca, rotation, both);
  }

  @Override
  public boolean writes(VectorTransform transform) {
    return transform instanceof Itq;
  }

  @Override
  public void write(VectorTransform transform, IndexOutput output) throws IOException {
    var itq = (Itq) transform;
    output.fourCc("Viqt");
    Arrays32.write(itq.mean(), output);
    output.bool(itq.hasPca());
    ROTATION.write(itq.rotation(), output);
    LINEAR.write(itq.pcaThenRotation(), output);
    TransformShape.write(itq, output);
  }
}
