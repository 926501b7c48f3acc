// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class MeasurementTest {

  private long now;
  private int runs;

  private Measurement measurement(Cancellation cancellation, long warmUp, long least) {
    return new Measurement(() -> now, cancellation, warmUp, least);
  }

  @Test
  void theMedianIsTheMiddle() {
    assertThat(Measurement.median(new double[] {9, 1, 5})).isEqualTo(5);
    assertThat(Measurement.median(new double[] {9, 1, 5, 7})).isEqualTo(6);
    assertThat(Measurement.median(new double[] {3})).isEqualTo(3);
  }

  @Test
  void ignoresTheWarmUpAndOutliers() {
    long[] nanos = {900, 800, 10, 10, 5000, 10, 10}; // two to warm up, five to measure
    double rate =
        measurement(new Cancellation(), 0, 0)
            .operationsPerSecond(() -> {
              now += nanos[runs++];
              return 20;
            });
    assertThat(runs).isEqualTo(7);
    assertThat(rate).isEqualTo(2e9);
  }

  @Test
  void goesOnUntilTheTimeIsUp() {
    measurement(new Cancellation(), 1000, 2000)
        .operationsPerSecond(() -> {
          runs++;
          now += 100;
          return 1;
        });
    assertThat(runs).isEqualTo(10 + 20);
  }

  @Test
  void endsAfterManyRunsThatTakeNoTime() {
    double rate =
        measurement(new Cancellation(), 0, 1)
            .operationsPerSecond(() -> {
              runs++;
              return 1;
            });
    assertThat(runs).isEqualTo(2 + 51);
    assertThat(rate).isFinite();
  }

  @Test
  void stopsWhenAsked() {
    var cancellation = new Cancellation();
    var measurement = measurement(cancellation, 0, 0);
    assertThatThrownBy(() ->
            measurement.operationsPerSecond(() -> {
              runs++;
              cancellation.request();
              return 1;
            }))
        .isInstanceOf(CancellationException.class);
    assertThat(runs).isEqualTo(1);
  }
}
