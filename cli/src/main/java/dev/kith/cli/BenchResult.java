// SPDX-License-Identifier: Apache-2.0
package dev.kith.cli;

/// What was measured for one set of parameters.
///
/// @param factory the index
/// @param metric how vectors are compared
/// @param parameters of the search
/// @param times how long the index took to make
/// @param memoryBytes what the index occupies
/// @param batchRate queries a second, all in one call
/// @param singleRate queries a second, one a call
/// @param recall share of the exact neighbours that were found
record BenchResult(
    String factory,
    String metric,
    ParameterSet parameters,
    BuildTimes times,
    long memoryBytes,
    double batchRate,
    double singleRate,
    double recall) {}
