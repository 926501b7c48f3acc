// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

/// Sums up what several threads count.
final class ExpansionTally {

  private ExpansionCounts counts = ExpansionCounts.NONE;

  synchronized void add(ExpansionCounts more) {
    counts = counts.plus(more);
  }

  synchronized ExpansionCounts counts() {
    return counts;
  }
}
