// SPDX-License-Identifier: Apache-2.0
package dev.kith.rvc;

import java.util.Optional;

/// The index that [RvcRule] wants for a number of frames, and the names of its files.
///
/// @param frames that the index is planned for, at least 1
/// @param lists inverted lists, at least 1
/// @param nprobe lists to visit for a query, at least 1
/// @param warning what is to be told to the user, if the rule had to be bent
public record RvcPlan(long frames, int lists, int nprobe, Optional<String> warning) {

  /// The index in the language of the factory.
  ///
  /// @return such as `IVF256,Flat`
  public String factory() {
    return "IVF" + lists + ",Flat";
  }

  /// Name of the file of the trained index without vectors.
  ///
  /// @param name of the experiment
  /// @param version of the model
  /// @return such as `trained_IVF256_Flat_nprobe_1_anna_v2.index`
  /// @throws IllegalArgumentException if the name cannot be part of a file's name
  public String trainedFileName(String name, RvcVersion version) {
    return fileName("trained", name, version);
  }

  /// Name of the file of the filled index, the one to search.
  ///
  /// @param name of the experiment
  /// @param version of the model
  /// @return such as `added_IVF256_Flat_nprobe_1_anna_v2.index`
  /// @throws IllegalArgumentException if the name cannot be part of a file's name
  public String addedFileName(String name, RvcVersion version) {
    return fileName("added", name, version);
  }

  private String fileName(String state, String name, RvcVersion version) {
    if (name.isBlank() || name.contains("/") || name.contains("\\")) {
      throw new IllegalArgumentException(
          "the name of the experiment is \""
              + name
              + "\", and must be part of a file's name: not blank, without / and \\");
    }
    return state
        + "_IVF"
        + lists
        + "_Flat_nprobe_"
        + nprobe
        + "_"
        + name
        + "_"
        + version.text()
        + ".index";
  }
}
