// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import dev.kith.MalformedFileException;

/// A file is no index, is damaged, was cut short, or holds what this version does not read. Says at
/// which byte, what was expected there, what was found, and what to do.
public class FaissFormatException extends MalformedFileException {

  private static final long serialVersionUID = 1L;

  FaissFormatException(String file, long position, String expected, String found) {
    super(file, position, expected, found);
  }
}
