// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.ComponentCode;
import dev.kith.internal.kernel.Kernels;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// The decoding of one panel of a scalar quantizer's codes: what precedes its comparison with
/// queries. An operation makes `width * d` floats.
public class DecodeBenchmark extends KernelBenchmark {

  /// What the codes hold.
  @Param({"BYTE", "NIBBLE", "SIX_BITS", "HALF", "BFLOAT16"})
  public ComponentCode code = ComponentCode.BYTE;

  /// 101 ends in the middle of a byte of nibbles; 256 and 768 are RVC's.
  @Param({"101", "256", "768"})
  public int d = 256;

  /// A full panel, and one that ends in the middle of a vector.
  @Param({"64", "39"})
  public int width = Kernels.PANEL;

  private Kernels kernels = Kernels.scalar();
  private MemorySegment codes = MemorySegment.NULL;
  private MemorySegment panel = MemorySegment.NULL;
  private float[] scale = new float[0];
  private float[] bias = new float[0];

  /// Random codes, and a profile that has seen the other codes first.
  @Setup
  public void fill() {
    codes = nativeBytes(width * 2 * d);
    for (long i = 0; i < codes.byteSize(); i++) {
      // whichever byte decides the exponent of a half: neither subnormal nor infinite
      codes.set(ValueLayout.JAVA_BYTE, i, (byte) (0x30 + random.nextInt(0x10)));
    }
    panel = nativeFloats(width * d);
    scale = new float[d];
    bias = new float[d];
    for (int i = 0; i < d; i++) {
      scale[i] = 1 + random.nextFloat();
      bias[i] = random.nextFloat();
    }
    kernels = kernels();
    for (int round = 0; round < OTHER_SHAPES; round++) {
      for (ComponentCode other : ComponentCode.values()) {
        kernels.decode(other, codes, 0, 1 + round % width, 7, scale, bias, panel);
      }
    }
  }

  /// Decodes the panel.
  ///
  /// @return the floats, dimension after dimension
  @Benchmark
  public MemorySegment floats() {
    kernels.decode(code, codes, 0, width, d, scale, bias, panel);
    return panel;
  }
}
