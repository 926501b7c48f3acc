// SPDX-License-Identifier: Apache-2.0
package dev.kith;

/// A search met a change of the index in another thread, or a change met another change.
public final class ConcurrentChangeException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /// Describes the meeting.
  ///
  /// @param message what met what
  public ConcurrentChangeException(String message) {
    super(message);
  }
}
