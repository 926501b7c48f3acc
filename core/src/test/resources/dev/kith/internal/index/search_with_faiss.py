# SPDX-License-Identifier: Apache-2.0
"""Answers searches with Faiss, for FaissAgreementTest.

    python3 search_with_faiss.py FOLDER DIMENSION

FOLDER holds vectors.f32, queries.f32 and centroids.f32 (little-endian float32, row after row) and
cases.txt, one case a line:

    NAME search METRIC NPROBE K        writes NAME.ids (int64) and NAME.distances (float32)
    NAME range METRIC NPROBE RADIUS    writes NAME.limits (int64) too

NPROBE 0 stands for a flat index, anything else for inverted lists around the centroids.
"""

import pathlib
import sys

import faiss
import numpy as np

METRICS = {
    "L2": faiss.METRIC_L2,
    "INNER_PRODUCT": faiss.METRIC_INNER_PRODUCT,
    "L1": faiss.METRIC_L1,
    "LINF": faiss.METRIC_Linf,
}


def build(vectors, centroids, metric, nprobe):
    d = vectors.shape[1]
    if nprobe == 0:
        index = faiss.IndexFlat(d, metric)
    else:
        quantizer = faiss.IndexFlat(d, metric)
        quantizer.add(centroids)
        index = faiss.IndexIVFFlat(quantizer, d, len(centroids), metric)
        index.own_fields = False
        index.keep_alive = quantizer
        index.is_trained = True
        index.nprobe = nprobe
    index.add(vectors)
    return index


def main():
    folder = pathlib.Path(sys.argv[1])
    d = int(sys.argv[2])
    faiss.omp_set_num_threads(1)

    def read(name):
        return np.fromfile(folder / name, dtype="<f4").reshape(-1, d)

    vectors, queries, centroids = (
        read(name + ".f32") for name in ("vectors", "queries", "centroids")
    )
    for line in (folder / "cases.txt").read_text().splitlines():
        name, kind, metric, nprobe, number = line.split()
        index = build(vectors, centroids, METRICS[metric], int(nprobe))
        if kind == "search":
            distances, ids = index.search(queries, int(number))
        else:
            limits, distances, ids = index.range_search(queries, float(number))
            limits.astype("<i8").tofile(folder / (name + ".limits"))
        ids.astype("<i8").tofile(folder / (name + ".ids"))
        distances.astype("<f4").tofile(folder / (name + ".distances"))


if __name__ == "__main__":
    main()
