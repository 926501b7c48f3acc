// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.Kith;
import picocli.CommandLine.IVersionProvider;

/// What a bug report needs to name.
final class KithVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "kith " + Kith.version(),
      "kernel " + Kith.kernel(),
      "JVM %s %s (%s %s)"
          .formatted(
              System.getProperty("java.vm.name"),
              Runtime.version(),
              System.getProperty("os.name"),
              System.getProperty("os.arch"))
    };
  }
}
