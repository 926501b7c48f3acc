// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.transform.Pca;
import dev.kith.transform.PcaSettings;
import dev.kith.transform.VectorTransform;
import java.io.IOException;
import java.util.List;

/// PCA, `Pcam` (specification of the file format, section 3.1): f32 eigen_power, f32 epsilon, bool
/// random_rotation, i32 balanced_bins, f32 arrays of mean, eigenvalues and axes, and the linear
/// fields. The old `PcAm` has no epsilon, and the older `PCAm` no balanced_bins either.
final class PcaCodec implements TransformCodec {

  private static final FourCc CURRENT = FourCc.of("Pcam");
  private static final FourCc OLDEST = FourCc.of("PCAm");

  @Override
  public List<String> types() {
    return List.of("Pcam", "PcAm", "PCAm");
  }

  @Override
  public VectorTransform read(FourCc type, IndexReader reader) throws IOException {
    var settings = settings(type, reader.input());
    var mean = Arrays32.floats(reader, "entries of a mean");
    var eigenvalues = Arrays32.floats(reader, "eigenvalues");
    var axes = Arrays32.floats(reader, "entries of eigenvectors (PCAMat)");
    var fields = LinearFields.read(reader);
    var shape = fields.shape();
    return new Pca(
        shape.in(), shape.out(), settings, mean, eigenvalues, axes, fields.matrix(), fields.bias());
  }

  private static PcaSettings settings(FourCc type, IndexInput input) throws IOException {
    float power = input.f32("the power of eigenvalues (eigen_power)");
    float epsilon = type.equals(CURRENT) ? input.f32("what is added to them (epsilon)") : 0;
    boolean rotation = input.bool("whether a rotation follows (random_rotation)");
    int bins = type.equals(OLDEST) ? 0 : input.i32("the number of bins (balanced_bins)");
    return new PcaSettings(power, epsilon, rotation, bins);
  }

  @Override
  public boolean writes(VectorTransform transform) {
    return transform instanceof Pca;
  }

  @Override
  public void write(VectorTransform transform, IndexOutput output) throws IOException {
    var pca = (Pca) transform;
    output.fourCc("Pcam");
    output.f32(pca.settings().eigenPower());
    output.f32(pca.settings().epsilon());
    output.bool(pca.settings().randomRotation());
    output.i32(pca.settings().balancedBins());
    Arrays32.write(pca.mean(), output);
    Arrays32.write(pca.eigenvalues(), output);
    Arrays32.write(pca.axes(), output);
    boolean willBeBiased = !pca.isTrained();
    LinearFields.write(pca, willBeBiased || pca.bias().length > 0, output);
  }
}
