/// Retrieval for voice conversion, as RVC (the Retrieval-based Voice Conversion project) does it:
/// folders of feature frames, the size of the index, and the mixing of retrieved frames into those
/// of another voice (specification of the factory, section 5).
@NullMarked
package dev.kith.rvc;

import org.jspecify.annotations.NullMarked;
