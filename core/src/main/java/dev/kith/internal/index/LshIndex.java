// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Parallelism;
import dev.kith.internal.panel.CodePanels;
import dev.kith.internal.panel.HammingScorer;
import dev.kith.internal.panel.PanelScorer;
import dev.kith.internal.panel.QueryBlock;
import dev.kith.internal.quantize.BinaryQuantizer;
import dev.kith.transform.RandomRotation;
import dev.kith.vector.Metric;
import java.util.LinkedHashMap;
import java.util.Map;

/// Locality-sensitive hashing: one bit a component, after a random rotation or not, and Hamming
/// distances (specification of the factory, sections 1.3 and 2.18).
///
/// The metric is L2, which Hamming distances stand for; they come out as floats. Where too few
/// vectors are found the distance is that of L2, not the 2147483648 of Faiss.
public final class LshIndex extends ScoredIndex<CodePanels> {

  private static final long SEED = 5;

  private final RandomRotation rotation;
  private final boolean rotates;
  private final BinaryQuantizer bits;

  /// An empty index.
  ///
  /// @param d components of a vector
  /// @param bits of a code; at most d where there is no rotation: then they are of the first
  ///   components
  /// @param rotates whether vectors are rotated first
  /// @param learns whether components are compared with medians, which are learnt, and not with 0
  public LshIndex(int d, int bits, boolean rotates, boolean learns) {
    this(
        rotates ? RandomRotation.seeded(d, bits, SEED) : new RandomRotation(d, bits),
        rotates,
        new BinaryQuantizer(bits, learns));
  }

  /// An empty index of given parts.
  ///
  /// @param rotation from vectors to components that bits are made of; only its shape counts where
  ///   nothing is rotated
  /// @param rotates whether it is applied
  /// @param bits makes the codes
  public LshIndex(RandomRotation rotation, boolean rotates, BinaryQuantizer bits) {
    super(
        Metric.L2,
        RotatedBits.of(rotation, rotates, bits),
        heap -> new CodePanels(heap, bits.codeSize()));
    this.rotation = rotation;
    this.rotates = rotates;
    this.bits = bits;
  }

  @Override
  PanelScorer scorer(QueryBlock block) {
    return new HammingScorer(codes(), codec().encode(block.vectors(), Parallelism.of(1)));
  }

  /// The rotation.
  ///
  /// @return for a writer of files
  public RandomRotation rotation() {
    return rotation;
  }

  /// Whether the rotation is applied.
  ///
  /// @return false where bits are of the first components
  public boolean rotates() {
    return rotates;
  }

  /// What makes the codes.
  ///
  /// @return for a writer of files
  public BinaryQuantizer bits() {
    return bits;
  }

  @Override
  String name() {
    return "LSH" + bits.dimension() + (rotates ? "r" : "") + (bits.learns() ? "t" : "");
  }

  @Override
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("bits", bits.dimension());
    facts.put("rotation", rotates);
    facts.put("thresholds", bits.learns() ? "medians" : "0");
    return facts;
  }
}
