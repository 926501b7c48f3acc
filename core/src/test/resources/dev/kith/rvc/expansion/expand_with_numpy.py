#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Alpha query expansion as a formula in numpy, with exact neighbours and in double.

    expand_with_numpy.py FOLDER CASE=ALPHA,NEIGHBORS,NORMS,WHAT …

Reads base.npy and queries.npy of the folder and writes CASE.npy there; NORMS is unit or original,
WHAT is base or queries. `expand_with_numpy.py --data FOLDER` draws the vectors first.
AlphaQueryExpansionTest runs the same cases, by the same names.
"""

import pathlib
import sys

import numpy as np


def data(folder):
    random = np.random.RandomState(5)
    base = (random.randn(150, 16) * random.uniform(0.5, 3, (150, 1)) + 0.3).astype("f4")
    base[20] = 0
    base[[30, 31, 32]] = base[33]
    queries = (random.randn(20, 16) + 0.3).astype("f4")
    queries[4] = 0
    queries[5] = base[7]
    np.save(folder / "base.npy", base)
    np.save(folder / "queries.npy", queries)


def expand(base, vectors, alpha, neighbors, norms, itself):
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    x = vectors / np.maximum(length, 1e-9)
    y = base / np.maximum(np.linalg.norm(base, axis=1, keepdims=True), 1e-9)
    distances = ((x[:, None, :] - y[None, :, :]) ** 2).sum(2)
    nearest = np.argsort(distances, axis=1, kind="stable")[:, :neighbors]
    similarity = np.einsum("nd,nkd->nk", x, y[nearest])
    weight = np.where(similarity > 0, np.abs(similarity) ** alpha, 0)
    total = np.einsum("nk,nkd->nd", weight, y[nearest]) + (0 if itself else x)
    total /= np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    return (total * (length if norms == "original" else 1)).astype("f4")


def main():
    arguments = sys.argv[1:]
    draw = arguments[0] == "--data"
    folder = pathlib.Path(arguments[1 if draw else 0])
    if draw:
        data(folder)
    base = np.load(folder / "base.npy").astype("f8")
    for case in arguments[2 if draw else 1:]:
        name, settings = case.split("=")
        alpha, neighbors, norms, what = settings.split(",")
        vectors = base if what == "base" else np.load(folder / "queries.npy").astype("f8")
        np.save(
            folder / f"{name}.npy",
            expand(base, vectors, float(alpha), int(neighbors), norms, what == "base"))


main()
