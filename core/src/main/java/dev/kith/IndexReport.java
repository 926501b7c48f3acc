// SPDX-License-Identifier: Apache-2.0
package dev.kith;

import dev.kith.vector.Metric;
import java.util.List;
import java.util.Map;

/// A look inside an index: a tree of its components with their settings and sizes.
///
/// @param type what it is, such as `IVF,Flat`
/// @param dimension components of a vector
/// @param size number of vectors
/// @param metric how vectors are compared
/// @param trained whether vectors can be added
/// @param bytes memory of this component and its parts
/// @param facts settings and statistics by name, in a fixed order; values are numbers, strings or
///   booleans
/// @param parts the components inside this one
public record IndexReport(
    String type,
    int dimension,
    long size,
    Metric metric,
    boolean trained,
    long bytes,
    Map<String, Object> facts,
    List<IndexReport> parts) {}
