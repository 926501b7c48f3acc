// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--memory`, for commands that plan what they need before they begin.
final class MemoryOption {

  private static final double SHARE = 0.85;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = Numbers.Size.class,
      description =
          "Memory that the whole command may take, such as 900M or 4G (default: 85 %% of what the"
              + " system or the container has). What needs more is refused before it begins.")
  @Nullable Long given;

  /// The bytes that may be used.
  long bytes() {
    return given == null ? (long) (SHARE * granted()) : given;
  }

  /// The memory of the machine, or of the container if that has less.
  private static long granted() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
