/// What the inner loops cost, under JMH. `bench/run REGEX` runs what matches.
@NullMarked
package dev.kith.bench;

import org.jspecify.annotations.NullMarked;
