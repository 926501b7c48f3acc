// SPDX-License-Identifier: Apache-2.0
package dev.kith.faiss;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// All types that Faiss has, by name, so that a file of one that is not read here is not called
/// damaged (specification of the file format, appendix B).
final class KnownTypes {

  /// What a fourcc begins.
  private enum Role {
    /// An index of float vectors.
    INDEX("an index that this version of Kith does not read yet; build it anew as one of those"),
    /// The same, from versions after 1.7.3 only.
    NEW_INDEX(
        "an index of Faiss after 1.7.3 that this version of Kith does not read yet; build it anew as"
            + " one of those"),
    /// An index of the library SVS, in Faiss builds that have it.
    SVS("an index of Intel's SVS library, which Kith cannot read"),
    /// An index of bit vectors.
    BINARY("an index of bit vectors, which this version of Kith does not read"),
    /// A transform.
    TRANSFORM("a transform of vectors, and not an index"),
    /// Inverted lists.
    LISTS("inverted lists, and not an index");

    private final String noun;

    Role(String noun) {
      this.noun = noun;
    }
  }

  private static final Map<FourCc, String> NAMES = new HashMap<>();

  static {
    add(
        Role.INDEX,
        """
        IxF2 flat, L2
        IxFI flat, inner product
        IxFl flat, another metric
        IxPq product quantization
        IxPo product quantization, an old layout
        IxPQ product quantization, an older layout
        IxSQ scalar quantization
        IxHe locality-sensitive hashing
        IxHE locality-sensitive hashing, an old layout
        IxRq residual quantization
        IxRQ residual quantization, an old layout
        IxLS local search quantization
        IxPR product of residual quantizers
        IxPL product of local search quantizers
        Ix2L two-level codec
        IxLa lattice codec
        IRMf row-wise minimum and maximum, float32, codec
        IRMh row-wise minimum and maximum, float16, codec
        IPfs product quantization, fast scan
        IRfs residual quantization, fast scan
        ILfs local search quantization, fast scan
        IPRf product of residual quantizers, fast scan
        IPLf product of local search quantizers, fast scan
        IwFl inverted lists of whole vectors
        IvFL inverted lists of whole vectors, an old layout
        IvFl inverted lists of whole vectors, an older layout
        IwFd inverted lists of whole vectors without duplicates
        IwPQ inverted lists with product quantization
        IvPQ inverted lists with product quantization, an old layout
        IwQR inverted lists with product quantization and refinement
        IvQR inverted lists with product quantization and refinement, an old layout
        IwSq inverted lists with scalar quantization
        IwSQ inverted lists with scalar quantization, an older layout
        IvSQ inverted lists with scalar quantization, an old layout
        IwSh inverted lists with spectral hashing
        IwRQ inverted lists with residual quantization
        IwLS inverted lists with local search quantization
        IwPR inverted lists with a product of residual quantizers
        IwPL inverted lists with a product of local search quantizers
        IwPf inverted lists with product quantization, fast scan
        IVRf inverted lists with residual quantization, fast scan
        IVLf inverted lists with local search quantization, fast scan
        NPRf inverted lists with a product of residual quantizers, fast scan
        NPLf inverted lists with a product of local search quantizers, fast scan
        IxPT transforms in front of an index
        IxMp id map
        IxM2 id map, both ways
        IxRF refinement
        Imiq multi-index quantizer
        ImRQ residual coarse quantizer
        IHNf HNSW graph
        IHNp HNSW graph over product quantization
        IHNs HNSW graph over scalar quantization
        IHN2 HNSW graph over two levels
        INSf NSG graph
        INSp NSG graph over product quantization
        INSs NSG graph over scalar quantization
        INNf NNDescent graph
        """);
    add(
        Role.NEW_INDEX,
        """
        IH00 HNSW graph over any index
        IHfP HNSW graph with Panorama
        IHc2 HNSW graph of CAGRA
        IHNc HNSW graph of CAGRA, an older layout
        IxFP flat with Panorama, L2
        IxFp flat with Panorama, inner product
        IwP2 inverted lists with Panorama
        IwPn inverted lists with Panorama, an older layout
        IwIQ inverted lists with a quantizer of its own dimension
        IxRP refinement with Panorama
        IxEe EDEN
        IxEd EDEN, an older layout
        IwEe inverted lists with EDEN
        IwEd inverted lists with EDEN, an older layout
        Ixrq RaBitQ of one bit
        Ixrr RaBitQ of several bits
        Iwrq inverted lists with RaBitQ of one bit
        Iwrr inverted lists with RaBitQ of several bits
        Irfn RaBitQ, fast scan
        Irfs RaBitQ, fast scan, an older layout
        Iwrn inverted lists with RaBitQ, fast scan
        Iwrf inverted lists with RaBitQ, fast scan, an older layout
        """);
    add(
        Role.SVS,
        """
        ILVQ LVQ
        ISVL a graph with LVQ
        ISVD a graph, dynamic
        ISV2 a graph
        ISVF flat
        ISIQ inverted lists, LVQ
        ISIL inverted lists, LeanVec
        ISID inverted lists
        """);
    add(
        Role.BINARY,
        """
        IBxF flat
        IBwF inverted lists
        IBFf a float index behind
        IBHf HNSW graph
        IBHc HNSW graph of CAGRA
        IBMp id map
        IBM2 id map, both ways
        IBHh hash tables
        IBHm several hash tables
        """);
    add(
        Role.TRANSFORM,
        """
        LTra linear, such as OPQ
        rrot random rotation
        Pcam PCA
        PcAm PCA, an old layout
        PCAm PCA, an older layout
        Viqm rotation of ITQ
        Viqt ITQ
        RmDT dimensions picked or padded
        VNrm normalisation
        VCnt centering
        HRot Hadamard rotation
        """);
    add(
        Role.LISTS,
        """
        il00 none
        ilar in memory
        ilbl in blocks, for fast scan
        ilod in a second file
        ilpn with Panorama, an older layout
        ilp2 with Panorama
        """);
    NAMES.put(
        FourCc.of("null"),
        "no index at all: Faiss was told to leave it out; write the file again without that flag");
  }

  private KnownTypes() {}

  private static void add(Role role, String table) {
    table.lines().forEach(line -> add(FourCc.of(line.substring(0, 4)), line.substring(5), role));
  }

  private static void add(FourCc type, String name, Role role) {
    boolean misplaced = Codecs.of(type).isPresent();
    NAMES.put(type, name + ": " + (misplaced ? "an index, which has no place here" : role.noun));
  }

  /// Whether a file begins with a type that Faiss has.
  ///
  /// @param head the first bytes of the file
  static boolean isKnown(byte[] head) {
    return head.length >= Integer.BYTES
        && NAMES.containsKey(
            FourCc.of(new String(head, 0, Integer.BYTES, StandardCharsets.ISO_8859_1)));
  }

  /// The `found` of a message about a type that is not read.
  static String describe(FourCc type) {
    var name = NAMES.get(type);
    return type
        + (name == null
            ? ", which no Faiss up to 1.15 has; the file is damaged, is no index, or is newer"
            : ", " + name);
  }
}
