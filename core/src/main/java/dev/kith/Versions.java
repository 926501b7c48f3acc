// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// What the build wrote into the library.
final class Versions {

  static final String PROJECT = read("version");

  private Versions() {}

  private static String read(String key) {
    try (InputStream in = Versions.class.getResourceAsStream("build.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty(key, "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
