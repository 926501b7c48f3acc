// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.IndexReport;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// How evenly vectors are spread over inverted lists.
final class ListBalance {

  private ListBalance() {}

  static IndexReport report(BaseIvfIndex<?> index) {
    return report(index, Map.of());
  }

  /// @param codeFacts settings of the codes
  static IndexReport report(BaseIvfIndex<?> index, Map<String, Object> codeFacts) {
    long[] sizes = index.lists().sizes();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("lists", sizes.length);
    facts.put("nprobe", index.nprobe());
    facts.put("bytes per code", (long) index.codec().codeSize());
    facts.put("bytes per id", (long) Long.BYTES);
    facts.put("codes of residuals", index.isByResidual());
    facts.put("direct map", index.directMap().name().toLowerCase(Locale.ROOT));
    facts.putAll(codeFacts);
    if (index.size() > 0) {
      facts.put("imbalance", imbalance(sizes));
      Arrays.sort(sizes);
      facts.put("empty lists", Arrays.stream(sizes).filter(size -> size == 0).count());
      facts.put("shortest list", sizes[0]);
      facts.put("median list", sizes[sizes.length / 2]);
      facts.put("longest list", sizes[sizes.length - 1]);
    }
    return index.report("IVF," + index.codeName(), facts, index.quantizer());
  }

  /// The factor by which a search of a random vector's own list is dearer than with equal lists:
  /// count * sum(size^2) / sum(size)^2.
  private static double imbalance(long[] sizes) {
    double sum = 0;
    double squares = 0;
    for (long size : sizes) {
      sum += size;
      squares += (double) size * size;
    }
    return sizes.length * squares / (sum * sum);
  }
}
