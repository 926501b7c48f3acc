// SPDX-License-Identifier: Apache-2.0
package dev.kith.cluster;

/// Tells when batches have stopped to get better: the inertia of a row is averaged over about as
/// many batches as the points fill, with weights that decay, and has to fall below its least
/// (specification of the factory, section 5.4, step f).
final class SmoothedInertia {

  private final double weight;
  private final int patience;
  private double average;
  private double least = Double.POSITIVE_INFINITY;
  private int inVain;
  private long steps;

  /// @param batch rows of a batch
  /// @param points rows in all
  /// @param patience steps without a new least value before it is over
  SmoothedInertia(int batch, long points, int patience) {
    this.weight = Math.min(1, 2.0 * batch / (points + 1.0));
    this.patience = patience;
  }

  /// Hears of a step. The first one does not count: its centroids have not learned anything yet.
  ///
  /// @param inertia of a row of the batch
  /// @return whether it is time to stop
  boolean hasSettled(double inertia) {
    steps++;
    if (steps == 1) {
      return false;
    }
    average = steps == 2 ? inertia : average * (1 - weight) + inertia * weight;
    if (average < least) {
      least = average;
      inVain = 0;
    } else {
      inVain++;
    }
    return inVain >= patience;
  }

  /// Forgets all but that there has been a first step.
  void startAgain() {
    steps = 1;
    least = Double.POSITIVE_INFINITY;
    inVain = 0;
  }

  /// Steps heard of since the start.
  long steps() {
    return steps;
  }
}
