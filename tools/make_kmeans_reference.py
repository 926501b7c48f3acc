#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes what Faiss 1.7.3 makes of the k-means test points.

    python3 tools/make_kmeans_reference.py

Needs numpy and the Python package of Faiss (Debian: python3-faiss). Reads points_1200x32.f32 in the
test resources, which were drawn for this project from 48 Gaussian blobs, and writes beside it, for
each case below,

    CASE_KxD.f32      the centroids, little-endian float32, row after row
    iterations.csv    one line for each iteration of all cases

The last bits depend on the matrix product beneath Faiss. The files in the repository were written
with OpenBLAS for AVX-512 (OPENBLAS_CORETYPE=SkylakeX). KMeansReferenceTest runs the same
cases, by the same names.
"""

import csv
import pathlib

import faiss
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
RESOURCES = HERE.parent / "core/src/test/resources/dev/kith/cluster"
POINTS = np.fromfile(RESOURCES / "points_1200x32.f32", dtype="<f4").reshape(1200, 32)
WEIGHTS = (np.arange(1200) * 7 % 10 / 4).astype("f4")
SPARSE_WEIGHTS = np.where(np.arange(1200) % 7 == 0, 3, 0).astype("f4")
CLOSE = POINTS + np.float32(50)
COPIES = np.repeat(POINTS[5:6], 8, axis=0)
REPEATED = np.repeat(POINTS[:10], 20, axis=0)


def train(points, k, metric=faiss.METRIC_L2, weights=None, initial=None, **settings):
    clustering = faiss.Clustering(points.shape[1], k)
    for name, value in settings.items():
        assert hasattr(clustering, name), name
        setattr(clustering, name, value)
    if initial is not None:
        faiss.copy_array_to_vector(initial.ravel(), clustering.centroids)
    clustering.train(points, faiss.IndexFlat(points.shape[1], metric), weights)
    stats = clustering.iteration_stats
    return (
        faiss.vector_to_array(clustering.centroids).reshape(k, -1),
        [stats.at(i) for i in range(stats.size())],
    )


IP = faiss.METRIC_INNER_PRODUCT
CASES = {
    "plain16": lambda: train(POINTS, 16, niter=10),
    "plain64": lambda: train(POINTS, 64),
    "long16": lambda: train(POINTS, 16, niter=60),
    "seed7": lambda: train(POINTS, 16, niter=10, seed=7),
    "none": lambda: train(POINTS, 16, niter=0, nredo=2),
    "spherical": lambda: train(POINTS, 16, IP, niter=10, spherical=True),
    "product": lambda: train(POINTS, 16, IP, niter=4),
    "redo": lambda: train(POINTS, 64, niter=25, nredo=3),
    "redoip": lambda: train(POINTS, 32, IP, niter=10, nredo=3, spherical=True),
    "sampled": lambda: train(POINTS, 16, niter=10, max_points_per_centroid=30),
    "integer": lambda: train(POINTS * 10, 16, niter=10, int_centroids=True),
    "weights": lambda: train(POINTS, 16, weights=WEIGHTS, niter=10),
    "sampledweights": lambda: train(
        POINTS, 16, weights=WEIGHTS, niter=10, max_points_per_centroid=30
    ),
    "sparseweights": lambda: train(POINTS, 64, weights=SPARSE_WEIGHTS, niter=10),
    "initial": lambda: train(POINTS, 16, initial=POINTS[5:12], niter=10),
    "initialredo": lambda: train(POINTS, 16, initial=POINTS[5:12], niter=3, nredo=3),
    "frozen": lambda: train(
        POINTS, 16, initial=POINTS[5:12], niter=10, frozen_centroids=True
    ),
    "frozenspherical": lambda: train(
        POINTS, 16, IP, initial=POINTS[5:12], niter=10, frozen_centroids=True, spherical=True
    ),
    # Long vectors close together: the rounding of the distances decides.
    "close": lambda: train(CLOSE, 48, niter=10),
    # One iteration: a cluster that is split twice leaves centroids so close together, and one of
    # equal points leaves these so exactly halfway, that from there on rounding decides.
    "copies": lambda: train(POINTS, 16, initial=COPIES, niter=1),
    "repeated": lambda: train(REPEATED, 16, niter=1),
    "frozenrepeated": lambda: train(
        REPEATED, 16, initial=POINTS[5:8], niter=1, frozen_centroids=True
    ),
}


def main():
    assert faiss.__version__ == "1.7.3", faiss.__version__
    faiss.omp_set_num_threads(1)
    with open(RESOURCES / "iterations.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["case", "iteration", "objective", "imbalance", "splits"])
        for name, case in CASES.items():
            centroids, iterations = case()
            k, d = centroids.shape
            centroids.astype("<f4").tofile(RESOURCES / f"{name}_{k}x{d}.f32")
            for i, one in enumerate(iterations):
                table.writerow([name, i, repr(float(one.obj)), one.imbalance_factor, one.nsplit])


if __name__ == "__main__":
    main()
