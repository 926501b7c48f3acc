// SPDX-License-Identifier: Apache-2.0
/// Similarity search for the JVM: the index families, factory strings and files of Faiss.
module dev.kith {
  requires ejml.core;
  requires ejml.ddense;
  requires jdk.incubator.vector;
  requires static transitive org.jspecify;

  exports dev.kith;
  exports dev.kith.cluster;
  exports dev.kith.convert;
  exports dev.kith.factory;
  exports dev.kith.faiss;
  exports dev.kith.index;
  exports dev.kith.io;
  exports dev.kith.rvc;
  exports dev.kith.transform;
  exports dev.kith.tune;
  exports dev.kith.vector;
}
