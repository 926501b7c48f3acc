#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes what the vector transforms of Faiss 1.7.3 do to a few points.

    python3 tools/make_transform_reference.py

Needs numpy and the Python package of Faiss (Debian: python3-faiss). Writes to the test resources, as
little-endian float32, row after row, with the shape in the name:

    points_NxD.f32        input, drawn here
    CASE.KIND_NxD.f32     for each case below: matrix (A), bias (b), eigenvalues, mean, output (of
                          the first 20 points), and reversed (of the output) where Faiss can

1.7.3 has no Hadamard rotation: that is computed here from its definition, by matrix products in
double.
"""

import pathlib

import faiss
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
RESOURCES = HERE.parent / "core/src/test/resources/dev/kith/transform"
N, D = 300, 12


def points():
    """Correlated, off centre, and of a different variance in each direction."""
    random = np.random.RandomState(7)
    spread = random.randn(N, D) * 0.8 ** np.arange(D) * 4
    mixed = spread @ np.linalg.qr(random.randn(D, D))[0] + random.randn(D)
    return mixed.astype("<f4")


def save(name, array):
    array = np.atleast_2d(np.asarray(array, "<f4"))
    array.tofile(RESOURCES / f"{name}_{array.shape[0]}x{array.shape[1]}.f32")


def floats(vector, columns=None):
    array = faiss.vector_to_array(vector)
    return array if columns is None else array.reshape(-1, columns)


def save_linear(name, transform):
    save(f"{name}.matrix", floats(transform.A, transform.d_in))
    if transform.have_bias:
        save(f"{name}.bias", floats(transform.b))


def save_applied(name, transform, x, reversible):
    y = transform.apply(x[:20])
    save(f"{name}.output", y)
    if reversible:
        save(f"{name}.reversed", transform.reverse_transform(y))


def random_rotations(x):
    for name, d_in, d_out in [
        ("rr_same", D, D),
        ("rr_fewer", D, 5),
        ("rr_more", D, 20),
        ("rr_one", 1, 1),
        ("rr_large", 96, 96),
    ]:
        rotation = faiss.RandomRotationMatrix(d_in, d_out)
        rotation.train(np.zeros((1, d_in), "f4"))
        save_linear(name, rotation)
        if d_in == D:
            save_applied(name, rotation, x, True)


def pcas(x):
    for name, d_out, power, rotate, n in [
        ("pca", 5, 0, False, N),
        ("pca_all", D, 0, False, N),
        ("pcaw", 5, -0.5, False, N),
        ("pcar", 5, 0, True, N),
        ("pcawr", 5, -0.5, True, N),
        ("pca_few", 5, 0, False, 8),
    ]:
        pca = faiss.PCAMatrix(D, d_out, power, rotate)
        pca.train(x[:n])
        save_linear(name, pca)
        save(f"{name}.mean", floats(pca.mean))
        save(f"{name}.eigenvalues", floats(pca.eigenvalues))
        save(f"{name}.axes", floats(pca.PCAMat, D))
        save_applied(name, pca, x, power == 0)


def itqs(x):
    for name, d_out, do_pca in [("itq", D, False), ("itq_pca", 6, True)]:
        itq = faiss.ITQTransform(D, d_out, do_pca)
        itq.train(x)
        save(f"{name}.mean", floats(itq.mean))
        save(f"{name}.rotation", floats(itq.itq.A, d_out))
        save_linear(name, itq.pca_then_itq)
        save_applied(name, itq, x, False)


def opqs():
    """On points enough for 256 centroids."""
    random = np.random.RandomState(11)
    centers = random.randn(60, D) * np.linspace(3, 0.2, D)
    drawn = centers[random.randint(0, 60, 1500)] + 0.3 * random.randn(1500, D)
    x = (drawn @ np.linalg.qr(random.randn(D, D))[0] + random.randn(D)).astype("<f4")
    save("opq.points", x)
    for name, m, d_out in [("opq", 3, D), ("opq_fewer", 2, 8), ("opq_more", 4, 16)]:
        opq = faiss.OPQMatrix(D, m, d_out)
        opq.train(x)
        save_linear(name, opq)


def others(x):
    centering = faiss.CenteringTransform(D)
    centering.train(x)
    save("centering.mean", floats(centering.mean))
    save_applied("centering", centering, x, True)
    save_applied("normalization", faiss.NormalizationTransform(D), x, False)
    save_applied("pad", faiss.RemapDimensionsTransform(D, 16, False), x, True)
    spread = faiss.RemapDimensionsTransform(D, 16, True)
    save("remap.map", floats(spread.map))
    save_applied("remap", spread, x, True)


def splitmix64(seed):
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        z = state
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
        yield z ^ (z >> 31)


def hadamard(x, seed):
    p = 16
    h = np.ones((1, 1))
    while len(h) < p:
        h = np.block([[h, h], [h, -h]])
    random = splitmix64(seed)
    y = np.zeros((len(x), p))
    y[:, : x.shape[1]] = x
    for _ in range(3):
        signs = np.array([2.0 * (next(random) % 2) - 1 for _ in range(p)])
        y = (y * signs) @ h.T
    return y / (p * p**0.5)


def main():
    assert faiss.__version__ == "1.7.3", faiss.__version__
    faiss.omp_set_num_threads(1)
    RESOURCES.mkdir(parents=True, exist_ok=True)
    for old in RESOURCES.glob("*.f32"):
        old.unlink()
    x = points()
    save("points", x)
    random_rotations(x)
    pcas(x)
    itqs(x)
    opqs()
    others(x)
    save("hadamard_12345.output", hadamard(x[:20], 12345))
    save("hadamard_777.output", hadamard(x[:20], 777))


if __name__ == "__main__":
    main()
