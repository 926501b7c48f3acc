// SPDX-License-Identifier: Apache-2.0
package dev.kith.factory;

/// What any graph can keep its vectors in.
public sealed interface GraphStorageSpec extends HnswStorageSpec
    permits CodeSpec.Flat, CodeSpec.Sq, CodeSpec.Pq {}
