#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes what the scalar quantizers of Faiss 1.7.3 learn, encode and decode.

    python3 tools/make_scalar_reference.py

Needs numpy and the Python package of Faiss (Debian: python3-faiss). Writes to the test resources,
row after row, with the shape in the name:

    sample_NxD.f32             what is trained on, drawn here
    vectors_NxD.f32            what is encoded: some outside the bounds
    TYPE.trained_1xT.f32       lower bounds, then extents
    TYPE.codes_NxS.u8          codes of the vectors
    TYPE.decoded_NxD.f32       codes decoded
    STATISTIC.each_1xT.f32     trained with another statistic, for 8 bits
    STATISTIC.shared_1x2.f32   the same for 8 bits, uniform

1.7.3 leaves the first vector out when it trains dimension by dimension with another statistic than
minmax (and reads memory that it has not set in its place), so there each dimension is trained by
itself, as a uniform quantizer. It has neither bf16 nor 8bit_direct_signed: these are computed here
from their definition.
"""

import pathlib

import faiss
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
RESOURCES = HERE.parent / "core/src/test/resources/dev/kith/internal/quantize"
N, D = 300, 7
TYPES = {"8bit": 0, "4bit": 1, "8bit_uniform": 2, "4bit_uniform": 3, "fp16": 4, "8bit_direct": 5, "6bit": 6}
STATISTICS = {"minmax": (0, 0.1), "meanstd": (1, 2.5), "quantiles": (2, 0.03), "optim": (3, 0)}


def save(name, array, kind="<f4"):
    array = np.atleast_2d(np.asarray(array, kind))
    suffix = {"<f4": "f32", "u1": "u8"}[kind]
    array.tofile(RESOURCES / f"{name}_{array.shape[0]}x{array.shape[1]}.{suffix}")


def data():
    """Dimensions of different centre and spread; one is constant."""
    random = np.random.RandomState(11)
    points = random.randn(N + 40, D) * [1, 3, 0.01, 10, 0.3, 0, 2] + [0, 5, 0, -20, 0.3, 2.5, 100]
    points[N:] += random.randn(40, D) * [1, 3, 0.01, 10, 0.3, 0.2, 2]
    return points[:N].astype("<f4"), points[N:].astype("<f4")


def trained(sample, qtype, statistic=0, argument=0.0):
    index = faiss.IndexScalarQuantizer(sample.shape[1], qtype)
    index.sq.rangestat = statistic
    index.sq.rangestat_arg = argument
    index.train(np.ascontiguousarray(sample))
    return index


def bounds(index):
    return faiss.vector_to_array(index.sq.trained)


def save_coded(name, codes, decoded):
    save(f"{name}.codes", codes, "u1")
    save(f"{name}.decoded", decoded)


def types(sample, vectors):
    for name, qtype in TYPES.items():
        index = trained(sample, qtype)
        if name != "8bit_direct" and name != "fp16":
            save(f"{name}.trained", bounds(index))
        x = np.clip(vectors, 0, 255) if name == "8bit_direct" else vectors
        codes = index.sa_encode(x)
        save_coded(name, codes, index.sa_decode(codes))


def newer_types(vectors):
    upper = ((vectors.view("<u4") + 0x8000) >> 16).astype("<u2")
    save_coded("bf16", upper.view("u1"), (upper.astype("<u4") << 16).view("<f4"))
    shifted = (np.clip(vectors, -128, 127) + 128).astype("u1")
    save_coded("8bit_direct_signed", shifted, shifted.astype("<f4") - 128)


def statistics(sample):
    for name, (statistic, argument) in STATISTICS.items():
        columns = [bounds(trained(sample[:, [i]], 2, statistic, argument)) for i in range(D)]
        save(f"{name}.each", np.array(columns).T.reshape(1, -1))
        save(f"{name}.shared", bounds(trained(sample, 2, statistic, argument)))


def main():
    RESOURCES.mkdir(parents=True, exist_ok=True)
    sample, vectors = data()
    save("sample", sample)
    save("vectors", vectors)
    types(sample, vectors)
    newer_types(vectors)
    statistics(sample)


if __name__ == "__main__":
    main()
