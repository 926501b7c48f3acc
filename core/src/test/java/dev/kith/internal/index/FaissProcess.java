// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.vector.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Faiss in a Python beside us. The Python is `/usr/bin/python3`, where Debian's `python3-faiss` is
/// found, or what `-Dkith.python` names.
final class FaissProcess {

  private static final String PYTHON = System.getProperty("kith.python", "/usr/bin/python3");
  private static final String SCRIPT = "search_with_faiss.py";

  private final Path folder;

  FaissProcess(Path folder) {
    this.folder = folder;
  }

  static boolean isThere() {
    try {
      return run(List.of(PYTHON, "-c", "import faiss, numpy")).isEmpty();
    } catch (IOException e) {
      return false; // no such Python
    }
  }

  static String whyNot() {
    return PYTHON
        + " cannot import faiss and numpy; install python3-faiss, or name another Python with"
        + " -Dkith.python=…";
  }

  /// What went wrong, or an empty text.
  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      int code = process.waitFor();
      return code == 0 ? "" : "exit code " + code + ": " + output;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  void answer(Vectors vectors, Vectors queries, Vectors centroids, List<String> cases)
      throws IOException {
    write("vectors.f32", vectors);
    write("queries.f32", queries);
    write("centroids.f32", centroids);
    Files.write(folder.resolve("cases.txt"), cases);
    Path script = folder.resolve(SCRIPT);
    try (var in = FaissProcess.class.getResourceAsStream(SCRIPT)) {
      Files.copy(Objects.requireNonNull(in, SCRIPT), script);
    }
    String failure =
        run(List.of(PYTHON, script.toString(), folder.toString(), "" + vectors.dimension()));
    if (!failure.isEmpty()) {
      throw new IOException(failure);
    }
  }

  private void write(String name, Vectors vectors) throws IOException {
    int n = Math.toIntExact(vectors.size());
    float[] values = new float[n * vectors.dimension()];
    vectors.copyRows(0, n, values, 0);
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    Files.write(folder.resolve(name), bytes.array());
  }

  long[] longs(String name) throws IOException {
    var buffer = read(name).asLongBuffer();
    long[] values = new long[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  float[] floats(String name) throws IOException {
    var buffer = read(name).asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private ByteBuffer read(String name) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
  }
}
