// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.sketch;

/// The work of finding the nearest of some centroids, for one point. The unit is a component of a
/// centroid in a panel that is compared in tiles; the other numbers are as measured.
final class SketchWork {

  /// Fewer are compared as they are.
  static final int FEW_CENTROIDS = 64;

  /// What a component of a single centroid costs, which has to be fetched from anywhere.
  private static final double SCATTERED = 20;

  /// What a single centroid costs beside that.
  private static final double EACH = 500;

  /// What a component costs in a sum in the order of the dimensions.
  private static final double IN_ORDER = 18;

  /// What a centroid costs that is found, among several.
  private static final double KEPT = 300;

  /// What a sketch costs beside its components.
  private static final double BESIDE = 10;

  /// Estimates are rough: what seems to spare less than a fifth is not worth it.
  private static final double CAUTION = 0.8;

  private SketchWork() {}

  /// Comparing everything.
  static double ofAll(long centroids, int d) {
    return CAUTION * centroids * d;
  }

  /// Comparing all sketches and some centroids.
  ///
  /// @param compared centroids
  static double of(long centroids, Sketch sketch, double compared) {
    return ofSketches(centroids, sketch) + ofSingle(sketch, compared);
  }

  /// Comparing all sketches and some centroids to find several.
  ///
  /// @param compared centroids
  /// @param wanted how many are found
  static double of(long centroids, Sketch sketch, double compared, int wanted) {
    return of(centroids, sketch, compared) + wanted * (sketch.d() * IN_ORDER + KEPT);
  }

  /// Whether longer sketches may be better: not where sketches take most of the work already.
  static boolean wantsMore(long centroids, Sketch sketch, double compared) {
    return ofSingle(sketch, compared) > ofSketches(centroids, sketch);
  }

  /// Whether sketches say next to nothing: slightly longer ones will not say enough.
  static boolean isHopeless(long centroids, double compared) {
    return compared > centroids / 4.0;
  }

  private static double ofSketches(long centroids, Sketch sketch) {
    return centroids * (sketch.columns() + BESIDE);
  }

  private static double ofSingle(Sketch sketch, double compared) {
    return compared * (sketch.d() * SCATTERED + EACH);
  }
}
