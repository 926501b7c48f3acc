// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.convert.Conversion;
import dev.kith.convert.ConversionStep;
import dev.kith.convert.Converted;
import dev.kith.factory.IndexFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/// What a conversion has done.
///
/// @param command has done it
record ConvertReport(ConvertCommand command) {

  /// The index was written as it was read.
  void rewritten() throws IOException {
    boolean same = Files.mismatch(command.input, command.output) < 0;
    if (command.json.wanted) {
      var report = command.files();
      report.put("identical", same);
      command.console().json(report);
    } else {
      line(same ? "the same bytes" : "new bytes");
    }
  }

  /// The index has become another one.
  void converted(Conversion conversion, Converted converted) throws IOException {
    var factory = IndexFactory.describe(converted.index()).map(Object::toString);
    if (command.json.wanted) {
      var report = command.files();
      report.put("factory", factory.orElse(null));
      report.put("steps", conversion.steps().stream().map(ConversionStep::text).toList());
      report.put("exact", conversion.isExact());
      report.put("relative_error", converted.relativeError());
      command.console().json(report);
    } else {
      conversion.steps().forEach(step -> command.console().result(text(step)));
      if (converted.relativeError() > 0) {
        command.console().result(error(converted.relativeError()));
      }
      line(factory.orElse("no index string says all of this"));
    }
  }

  private static String text(ConversionStep step) {
    return (step.exact() ? "exact: " : "lossy: ") + step.text();
  }

  private static String error(double relative) {
    return String.format(
        Locale.ROOT,
        "       vectors have moved by %.2g of their length (root mean square)",
        relative);
  }

  private void line(String what) throws IOException {
    command
        .console()
        .result(
            "%s: %s, %s (%s has %s)"
                .formatted(
                    command.output,
                    Text.bytes(Files.size(command.output)),
                    what,
                    command.input,
                    Text.bytes(Files.size(command.input))));
  }
}
