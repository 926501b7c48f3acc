// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import picocli.CommandLine.Option;

/// `--json`, for programs that read the result.
final class JsonOption {

  @Option(names = "--json", description = "Report as JSON, one object a line.")
  boolean wanted;
}
