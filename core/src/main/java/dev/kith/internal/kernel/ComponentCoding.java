// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

/// How the numbers that codes hold become the components of vectors: component i is `scale[i] *
/// number + bias[i]`, fused.
public final class ComponentCoding {

  private final ComponentCode code;
  private final float[] scale;
  private final float[] bias;

  /// A coding of d components.
  ///
  /// @param code kind of the codes
  /// @param scale d factors; not copied
  /// @param bias d summands; not copied, so that they can be filled anew for another list
  public ComponentCoding(ComponentCode code, float[] scale, float[] bias) {
    this.code = code;
    this.scale = scale;
    this.bias = bias;
  }

  /// Components of a vector.
  ///
  /// @return d
  public int d() {
    return scale.length;
  }

  /// Kind of the codes.
  ///
  /// @return what a component is stored as
  public ComponentCode code() {
    return code;
  }

  /// The factors.
  ///
  /// @return d floats; not a copy
  public float[] scale() {
    return scale;
  }

  /// The summands.
  ///
  /// @return d floats; not a copy
  public float[] bias() {
    return bias;
  }

  /// A component.
  ///
  /// @param i which
  /// @param number that the code holds
  /// @return its value
  float component(int i, float number) {
    return Math.fma(scale[i], number, bias[i]);
  }
}
