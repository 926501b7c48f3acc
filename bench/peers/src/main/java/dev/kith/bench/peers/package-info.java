/// Other libraries for the JVM as contenders of `bench/compare`, through their public APIs. Each
/// builds a graph; `efSearch` trades speed for recall.
@NullMarked
package dev.kith.bench.peers;

import org.jspecify.annotations.NullMarked;
