// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.io.Npy;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/// Answers each line of the standard input with a line, so that the contenders of a comparison can
/// take turns:
///
/// | line | answer |
/// |---|---|
/// | `name` | library, a tab, its kernels |
/// | `pollute` | `ok`, once other small indexes have been built and searched |
/// | `build` | seconds of training, seconds of adding, bytes |
/// | `set NAME VALUE` | `ok` |
/// | `ids FILE` | `ok`, once the ids of all queries are in FILE (`.npy`, one row a query) |
/// | `batch SECONDS` | queries a second, all in one call |
/// | `single SECONDS` | queries a second, one a call |
///
/// What fails is answered by `error: ` and a sentence.
public final class ContenderLoop {

  private final Contender.Entry entry;
  private final Task task;
  private final Contender contender;
  private final Pace pace;

  /// @param entry makes contenders
  /// @param task of the one that is measured
  ContenderLoop(Contender.Entry entry, Task task) {
    this.entry = entry;
    this.task = task;
    this.contender = entry.enter(task);
    this.pace = new Pace(contender, task, System::nanoTime);
  }

  /// Answers until the input ends.
  ///
  /// @param entry makes contenders
  /// @param args see [Task#parse]
  /// @throws IOException if a file cannot be read
  public static void run(Contender.Entry entry, String[] args) throws IOException {
    var loop = new ContenderLoop(entry, Task.parse(args));
    var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try (var answers = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.println(loop.answer(line));
      }
    }
    loop.contender.close();
  }

  /// Answers one line.
  ///
  /// @param line a request
  /// @return the answer to it
  String answer(String line) {
    try {
      return tried(line.split(" ", -1));
    } catch (IOException | RuntimeException e) {
      return "error: " + e.toString().replace('\n', ' ');
    }
  }

  private String tried(String[] words) throws IOException {
    switch (words[0]) {
      case "name" -> {
        return contender.library() + "\t" + contender.kernel();
      }
      case "pollute" -> Pollution.of(entry, contender.others());
      case "build" -> {
        var built = contender.build();
        return String.format(
            Locale.ROOT, "%.6f %.6f %d", built.trainSeconds(), built.addSeconds(), built.bytes());
      }
      case "set" -> contender.set(words[1], Double.parseDouble(words[2]));
      case "ids" -> Npy.write(Path.of(words[1]), pace.found(), task.count(), task.k());
      case "batch" -> {
        return rate(pace.batch(Double.parseDouble(words[1])));
      }
      case "single" -> {
        return rate(pace.single(Double.parseDouble(words[1])));
      }
      default -> throw new IllegalArgumentException("unknown request " + words[0]);
    }
    return "ok";
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%.3f", perSecond);
  }
}
