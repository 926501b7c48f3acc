/// What a comparison with other libraries asks of each of them, and Kith's answer. `bench/compare`
/// starts one process a library and index, and speaks to it in lines (see
/// [dev.kith.bench.compare.ContenderLoop]).
@NullMarked
package dev.kith.bench.compare;

import org.jspecify.annotations.NullMarked;
