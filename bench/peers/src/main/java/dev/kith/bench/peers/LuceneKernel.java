// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.peers;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;
import org.apache.lucene.util.VectorUtil;

/// Which vector kernels Lucene chose: it says so in one line of its log, when they are first used.
final class LuceneKernel {

  /// Kept, as the log manager would forget a logger that nobody holds.
  private static final Logger LOGGER = Logger.getLogger("org.apache.lucene");

  private static final Pattern BITS = Pattern.compile("preferredBitSize=([0-9]+)");
  private static final String SILENCE = "not said";
  private static volatile String heard = SILENCE;

  private LuceneKernel() {}

  /// Listens from now on.
  static synchronized void listen() {
    if (LOGGER.getHandlers().length == 0) {
      LOGGER.addHandler(new Listener());
      VectorUtil.squareDistance(new float[8], new float[8]);
    }
  }

  /// {@return what the log says, in short; or all of it, where it says something else}
  static String name() {
    var bits = BITS.matcher(heard);
    return bits.find() ? "Vector API, " + bits.group(1) + " bits" : heard;
  }

  private static final class Listener extends Handler {

    @Override
    public void publish(LogRecord line) {
      if (heard.equals(SILENCE)) {
        heard = new SimpleFormatter().formatMessage(line);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
