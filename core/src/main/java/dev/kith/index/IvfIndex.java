// SPDX-License-Identifier: Apache-2.0
package dev.kith.index;

import dev.kith.Index;

/// An inverted-file index: a coarse quantizer sends every vector to one of `listCount()` lists, and
/// a search visits the lists of the `nprobe()` nearest centroids.
///
/// Source: J. Sivic, A. Zisserman, *Video Google*, ICCV 2003; H. Jégou, M. Douze, C. Schmid,
/// *Product Quantization for Nearest Neighbor Search*, PAMI 2011.
public interface IvfIndex extends Index {

  /// Number of inverted lists.
  ///
  /// @return nlist
  int listCount();

  /// Vectors in a list.
  ///
  /// @param list 0 to `listCount() - 1`
  /// @return how many
  long listSize(int list);

  /// Lists visited where a search does not say otherwise; stored in files.
  ///
  /// @return at least 1
  int nprobe();

  /// Sets the number of lists to visit.
  ///
  /// @param lists at least 1; more than there are means all
  void setNprobe(int lists);

  /// The index of the centroids.
  ///
  /// @return the coarse quantizer, holding `listCount()` vectors once trained
  Index quantizer();

  /// How vectors are found by their ids.
  ///
  /// @return the present kind
  DirectMapType directMap();

  /// Builds or drops the map from ids to vectors.
  ///
  /// @param type the wanted kind
  /// @throws IllegalStateException if [DirectMapType#ARRAY] is wanted and ids are not 0 to n - 1
  void setDirectMap(DirectMapType type);
}
