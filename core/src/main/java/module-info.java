/// Similarity search for the JVM: the index families, factory strings and files of Faiss.
module dev.kith {
  requires jdk.incubator.vector;
  requires static transitive org.jspecify;

  exports dev.kith;
  exports dev.kith.io;
  exports dev.kith.rvc;
  exports dev.kith.vector;
}
