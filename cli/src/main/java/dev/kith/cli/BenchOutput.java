// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import java.util.Map;

/// Where measurements go: one header, then a row for each set of parameters, as soon as it is
/// there.
interface BenchOutput {

  /// What was measured, and where.
  void header(Map<String, Object> facts);

  /// One measurement.
  void row(BenchResult result);
}
