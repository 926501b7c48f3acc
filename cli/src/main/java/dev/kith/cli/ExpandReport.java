// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import dev.kith.io.VectorFiles;
import dev.kith.rvc.ExpansionCounts;
import dev.kith.rvc.ExpansionNorms;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What `kith expand` says when it is done.
///
/// @param command with its options
/// @param counsel what was built
/// @param base where neighbours come from
/// @param expanded what was expanded; perhaps the base itself
record ExpandReport(
    ExpandCommand command, Counsel counsel, VectorFiles base, VectorFiles expanded) {

  void write(ExpansionCounts counts, double buildSeconds, double expandSeconds) {
    if (command.json.wanted) {
      command.console().json(json(counts, buildSeconds, expandSeconds));
      return;
    }
    command
        .console()
        .result(
            "%s: %s of %d components, each the sum of %s%s to the power of %s, %s"
                .formatted(
                    command.output,
                    Text.count(counts.rows(), "vector"),
                    base.dimension(),
                    expanded == base ? "" : "itself and ",
                    "its " + Text.count(command.neighbors, "neighbour") + " by cosine",
                    Text.number(command.alpha),
                    command.norms == ExpansionNorms.UNIT
                        ? "of length 1"
                        : "of the length that it had"));
    command
        .console()
        .result(
            "%s of %s: built in %s, expanded in %s"
                .formatted(
                    counsel.spec(),
                    Text.count(base.size(), "vector"),
                    Text.seconds(buildSeconds),
                    Text.seconds(expandSeconds)));
    tell(counts);
  }

  private void tell(ExpansionCounts counts) {
    if (counts.missing() > 0) {
      command
          .console()
          .message(
              "notice: %s of %s missing, %s without any; %s"
                  .formatted(
                      Text.count(counts.missing(), "neighbour"),
                      Text.count(counts.rows() * command.neighbors),
                      Text.count(counts.alone(), "vector"),
                      base.size() < command.neighbors
                          ? "there are no more than " + Text.count(base.size(), "vector")
                          : "the lists visited hold too few, a larger --nprobe finds them"));
    }
    if (counts.opposed() > 0) {
      command
          .console()
          .message(
              "notice: %s at an angle of 90 degrees or more, which weigh nothing; fewer --neighbors"
                      .formatted(Text.count(counts.opposed(), "neighbour"))
                  + " leave them out");
    }
  }

  private Map<String, Object> json(
      ExpansionCounts counts, double buildSeconds, double expandSeconds) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("file", command.output.toString());
    object.put("n", counts.rows());
    object.put("d", base.dimension());
    object.put("base", base.size());
    object.put("factory", counsel.spec().toString());
    object.put("alpha", command.alpha);
    object.put("neighbors", command.neighbors);
    object.put("norms", command.norms.name().toLowerCase(Locale.ROOT));
    object.put("missing", counts.missing());
    object.put("alone", counts.alone());
    object.put("opposed", counts.opposed());
    object.put("build_s", buildSeconds);
    object.put("expand_s", expandSeconds);
    counsel.addTo(object);
    return object;
  }
}
