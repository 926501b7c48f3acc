#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs scikit-learn's MiniBatchKMeans and writes down what it started from, every random choice
that it made, and what came of it.

    mini_batch_with_sklearn.py POINTS.npy FOLDER CASE=K,BATCH,MAX_ITER,TOL,RATIO …

Needs numpy and scikit-learn (Debian: python3-sklearn; the recorded cases are of 1.2.1). Writes into
the folder, for each case,

    CASE.start.npy      K x d, the first centroids: rows of the points
    CASE.draws.npy      row numbers, first those that the start is judged by, then batch by batch
    CASE.places.npy     places in the batch that centroids were put to, in the order of the steps
    CASE.centroids.npy  K x d
    CASE.steps.npy      how many batches were drawn

MiniBatchReferenceTest runs the same cases, by the same names.
"""

import pathlib
import sys

import numpy as np
from sklearn.cluster import MiniBatchKMeans


class Recorder(np.random.RandomState):
    """A generator that remembers what it was asked for."""

    def __init__(self, seed):
        super().__init__(seed)
        self.rows = []
        self.places = []

    def randint(self, *arguments, **named):
        drawn = super().randint(*arguments, **named)
        self.rows.append(np.atleast_1d(drawn))
        return drawn

    def choice(self, *arguments, **named):
        chosen = super().choice(*arguments, **named)
        self.places.append(np.atleast_1d(chosen))
        return chosen


def run(points, name, k, batch, max_iter, tol, ratio, folder):
    start = points[np.random.RandomState(k).permutation(len(points))[:k]]
    random = Recorder(7)
    means = MiniBatchKMeans(
        k, init=start, n_init=1, batch_size=batch, max_iter=max_iter, tol=tol,
        reassignment_ratio=ratio, compute_labels=False, random_state=random)
    means.fit(points)
    # before the batches: the rows that the start is judged by, and those it might be chosen from
    judged, *rest = random.rows
    batches = [rows for rows in rest[-means.n_steps_:]]
    assert all(len(rows) == batch for rows in batches)
    empty = [np.zeros(0, int)]

    def save(what, array):
        np.save(folder / f"{name}.{what}.npy", array)

    save("start", start)
    save("draws", np.concatenate([judged] + batches).astype("<u2"))
    save("places", np.concatenate(random.places + empty).astype("<u2"))
    save("centroids", means.cluster_centers_)
    save("steps", np.array([means.n_steps_]))
    print(name, "steps", means.n_steps_, "replaced", sum(map(len, random.places)), means.cluster_centers_.dtype)


def main():
    points = np.load(sys.argv[1])
    for case in sys.argv[3:]:
        name, settings = case.split("=")
        k, batch, max_iter, tol, ratio = settings.split(",")
        run(points, name, int(k), int(batch), int(max_iter), float(tol), float(ratio), pathlib.Path(sys.argv[2]))


main()
