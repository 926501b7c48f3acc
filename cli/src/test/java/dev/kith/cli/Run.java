// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/// What a command line did, run in this process.
///
/// @param code exit code
/// @param out what it wrote to stdout
/// @param err what it wrote to stderr
record Run(int code, String out, String err) {

  static Run kith(Object... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    var words = List.of(arguments).stream().map(Object::toString).toList();
    int code = Main.run(console, new Cancellation(), words);
    return new Run(code, out.toString(), err.toString());
  }

  /// The lines of stdout, each a JSON object.
  List<JsonObject> objects() {
    return out.lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
  }

  /// The only line of stdout.
  JsonObject object() {
    if (objects().size() != 1) {
      throw new AssertionError("one object expected: " + this);
    }
    return objects().getFirst();
  }
}
