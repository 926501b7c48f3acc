// SPDX-License-Identifier: Apache-2.0
package dev.kith.bench.peers;

import java.util.regex.Pattern;

/// The size of a graph, written as `HNSW16:100`.
///
/// @param links M of the HNSW paper (Malkov and Yashunin, 2018): links of a vector on the upper
///   levels; on the lowest there are twice as many
/// @param efConstruction candidates when a vector is added
record GraphSize(int links, int efConstruction) {

  private static final Pattern TEXT = Pattern.compile("HNSW([0-9]{1,4}):([0-9]{1,5})");

  static GraphSize parse(String text) {
    var match = TEXT.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no graph; expected HNSW<M>:<efConstruction>, such as HNSW16:100");
    }
    return new GraphSize(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
  }
}
