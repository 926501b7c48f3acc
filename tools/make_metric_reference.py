#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the values that Faiss 1.7.3 gives for the metrics beyond L2 and inner product.

    python3 tools/make_metric_reference.py

Needs numpy and the Python package of Faiss (Debian: python3-faiss). Writes into the test resources
of the kernels, as lines of text:

    metrics.csv       METRIC,ARGUMENT,ROW,QUERY,VALUE for every pair of the vectors below
    metric_vectors.csv  the vectors, one a line

The vectors were drawn for this project: shares that sum to one, numbers of both signs, and vectors
with zeros, for which some of Faiss's values are NaN (0/0, 0 log 0).
"""

import pathlib

import faiss
import numpy as np

FOLDER = (
    pathlib.Path(__file__).resolve().parent.parent
    / "core/src/test/resources/dev/kith/internal/kernel"
)
D = 19
METRICS = [
    ("L1", faiss.METRIC_L1, 0),
    ("LINF", faiss.METRIC_Linf, 0),
    ("LP", faiss.METRIC_Lp, 0.5),
    ("LP", faiss.METRIC_Lp, 1.5),
    ("LP", faiss.METRIC_Lp, 3),
    ("CANBERRA", faiss.METRIC_Canberra, 0),
    ("BRAY_CURTIS", faiss.METRIC_BrayCurtis, 0),
    ("JENSEN_SHANNON", faiss.METRIC_JensenShannon, 0),
]


def vectors():
    draw = np.random.RandomState(7)
    shares = draw.rand(6, D)
    shares /= shares.sum(1, keepdims=True)
    signed = draw.randn(4, D) * 3
    sparse = draw.rand(2, D) * (draw.rand(2, D) < 0.5)
    zero = np.zeros((1, D))
    return np.vstack([shares, signed, sparse, zero]).astype("float32")


def main():
    x = vectors()
    with open(FOLDER / "metric_vectors.csv", "w") as out:
        for row in x:
            out.write(",".join(repr(float(v)) for v in row) + "\n")
    with open(FOLDER / "metrics.csv", "w") as out:
        for name, number, argument in METRICS:
            values = faiss.pairwise_distances(x, x, number, argument)
            for i in range(len(x)):
                for j in range(len(x)):
                    value = repr(float(values[i, j])).replace("nan", "NaN").replace("inf", "Infinity")
                    out.write(f"{name},{argument},{i},{j},{value}\n")


if __name__ == "__main__":
    main()
