// SPDX-License-Identifier: Apache-2.0
package dev.kith.internal.index;

import dev.kith.Index;
import dev.kith.Parallelism;
import dev.kith.SearchParameter;
import dev.kith.vector.Codes;
import dev.kith.vector.Vectors;
import java.util.Set;

/// An index around another one, which holds the vectors.
public abstract class WrapperIndex extends BaseIndex {

  private final BaseIndex inner;

  WrapperIndex(int dimension, Index inner) {
    super(dimension, inner.metric());
    this.inner = of(inner);
  }

  /// The index inside.
  ///
  /// @return what holds the vectors
  public final BaseIndex inner() {
    return inner;
  }

  @Override
  int doCodeSize() {
    return inner.doCodeSize();
  }

  @Override
  Codes doEncode(Vectors vectors, Parallelism parallelism) {
    return inner.encode(vectors, parallelism);
  }

  @Override
  Vectors doDecode(Codes codes) {
    return inner.decode(codes);
  }

  @Override
  public final Set<SearchParameter> parameters() {
    return inner.parameters();
  }

  @Override
  public final long size() {
    return inner.size();
  }
}
