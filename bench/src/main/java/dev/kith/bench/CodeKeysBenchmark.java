// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench;

import dev.kith.internal.kernel.CodeKeys;
import dev.kith.internal.kernel.ComponentCode;
import dev.kith.internal.kernel.ComponentCoding;
import dev.kith.internal.kernel.Kernels;
import dev.kith.vector.Metric;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One panel of a scalar quantizer's codes against one query: decoded in registers, and decoded to
/// memory first. An operation compares `width` rows.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodeKeysBenchmark {

  /// How long the warm-up of kernels may take.
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /// The arms: the reference, and what this process would choose.
  @Param({"scalar", "best"})
  public String kernel = "best";

  /// What the codes hold.
  @Param({"BYTE", "NIBBLE", "SIX_BITS", "BFLOAT16"})
  public ComponentCode code = ComponentCode.BYTE;

  /// L2 or the inner product.
  @Param({"L2", "INNER_PRODUCT"})
  public String metric = "L2";

  /// 101 ends in the middle of a byte of nibbles; 256 and 768 are RVC's.
  @Param({"101", "256", "768"})
  public int d = 256;

  /// A full panel, and one that ends in the middle of a vector.
  @Param({"64", "39"})
  public int width = Kernels.PANEL;

  private final float[] keys = new float[Kernels.TILE * Kernels.PANEL];
  private final int[] at = new int[Kernels.TILE];
  private Kernels kernels = Kernels.scalar();
  private MemorySegment codes = MemorySegment.NULL;
  private MemorySegment panel = MemorySegment.NULL;
  private ComponentCoding coding = coding(code, 1);
  private float[] query = new float[0];
  private CodeKeys operation = Objects.requireNonNull(kernels.codeKeys(metric(), code));

  /// Random codes, and a profile that has seen the other codes first, as in production.
  @Setup
  public void fill() {
    var random = new Random(1);
    codes = Arena.ofAuto().allocate((long) width * 2 * d + Kernels.SLACK, 64);
    for (long i = 0; i < codes.byteSize(); i++) {
      // whichever byte decides the exponent of a bfloat: neither subnormal nor infinite
      codes.set(ValueLayout.JAVA_BYTE, i, (byte) (0x30 + random.nextInt(0x10)));
    }
    panel = Arena.ofAuto().allocate((long) width * d * Float.BYTES + Kernels.SLACK, 64);
    coding = coding(code, d);
    query = coding(code, d).bias();
    kernels = kernel.equals("scalar") ? Kernels.scalar() : Kernels.best();
    operation = awaited();
    for (int round = 0; round < 2_000; round++) {
      for (ComponentCode other : ComponentCode.values()) {
        CodeKeys ofOther = kernels.codeKeys(metric(), other);
        if (ofOther != null) {
          ofOther.compute(coding(other, 7), codes, 0, 1 + round % width, query, 0, keys, 0);
        }
      }
    }
  }

  /// What there is once the kernels are warm; until then, nothing is faster than decoding.
  private CodeKeys awaited() {
    long start = System.nanoTime();
    CodeKeys found = kernels.codeKeys(metric(), code);
    while (found == null) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IllegalStateException("vector kernels for " + code + " do not win on this JVM");
      }
      Thread.onSpinWait();
      found = kernels.codeKeys(metric(), code);
    }
    return found;
  }

  private static ComponentCoding coding(ComponentCode code, int d) {
    var random = new Random(2);
    float[] scale = new float[d];
    float[] bias = new float[d];
    for (int i = 0; i < d; i++) {
      scale[i] = 1 + random.nextFloat();
      bias[i] = random.nextFloat();
    }
    return new ComponentCoding(code, scale, bias);
  }

  private Metric metric() {
    return metric.equals("L2") ? Metric.L2 : Metric.INNER_PRODUCT;
  }

  /// Decodes in registers.
  ///
  /// @return the keys
  @Benchmark
  public float[] inRegisters() {
    operation.compute(coding, codes, 0, width, query, 0, keys, 0);
    return keys;
  }

  /// Decodes to memory, and compares that.
  ///
  /// @return the keys
  @Benchmark
  public float[] throughMemory() {
    kernels.decode(code, codes, 0, width, d, coding.scale(), coding.bias(), panel);
    kernels.keys(metric()).compute(panel, 0, width, d, query, at, 1, keys);
    return keys;
  }
}
