// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.kernel;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses the kernels of this process: once, at first use, logged. The system property
/// `kith.kernel` forces a choice (`scalar`, `vector`, `vector-128`, `vector-256`, `vector-512`).
final class KernelProvider {

  static final String PROPERTY = "kith.kernel";
  private static final String MODULE = "jdk.incubator.vector";
  private static final System.Logger LOG = System.getLogger("dev.kith");

  /// Before [#BEST], which needs it.
  private static final Set<String> ALLOWED =
      Set.of("scalar", "vector", "vector-128", "vector-256", "vector-512");

  static final Kernels BEST = choose(System.getProperty(PROPERTY));

  private KernelProvider() {}

  static Kernels choose(@Nullable String wanted) {
    if (wanted != null && !ALLOWED.contains(wanted)) {
      throw new IllegalArgumentException(
          "-D%s=%s: allowed are scalar, vector, vector-128, vector-256 and vector-512"
              .formatted(PROPERTY, wanted));
    }
    if ("scalar".equals(wanted)) {
      return log(new ScalarKernels());
    }
    String obstacle = obstacle();
    if (obstacle == null) {
      Kernels vector = VectorKernels.create(wanted);
      return log(wanted == null ? new WarmingKernels(vector) : vector);
    }
    if (wanted != null) {
      throw new IllegalArgumentException("-D%s=%s: %s".formatted(PROPERTY, wanted, obstacle));
    }
    LOG.log(System.Logger.Level.WARNING, "scalar kernels, several times slower: {0}", obstacle);
    return new ScalarKernels();
  }

  private static Kernels log(Kernels kernels) {
    LOG.log(System.Logger.Level.DEBUG, "kernels: {0}", kernels.name());
    return kernels;
  }

  /// Why the Vector API cannot be used, with the cure; null where it can.
  private static @Nullable String obstacle() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return "the module " + MODULE + " is not there; start java with --add-modules " + MODULE;
    }
    String vm = System.getProperty("java.vm.name", "").toLowerCase(Locale.ROOT);
    if (vm.contains("client") || "interpreted mode".equals(System.getProperty("java.vm.info"))) {
      return "this JVM has no optimising compiler, and vectors would be emulated";
    }
    if (vm.contains("openj9")) {
      return "OpenJ9 emulates vectors; run on a HotSpot JVM (OpenJDK, GraalVM)";
    }
    Module kith = KernelProvider.class.getModule();
    ModuleLayer.boot().findModule(MODULE).ifPresent(kith::addReads);
    return VectorKernels.isSupported() ? null : "this processor has vectors of less than 128 bits";
  }
}
