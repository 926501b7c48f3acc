#!/usr/bin/env python3
"""Writes the samples that the tests of dev.kith.rvc read: RVC's retrieval as numpy evaluates it in float32, on
neighbours that Faiss finds. Needs numpy and faiss (tried with 1.24 and 1.7.3).

usage: make_rvc_samples.py core/src/test/resources/dev/kith/rvc

With nprobe 1 some lists hold fewer than 8 frames, so ids of -1 occur; distances of 0 do not.
"""
import os
import sys

import faiss
import numpy as np

out = sys.argv[1]
os.makedirs(out, exist_ok=True)
random = np.random.default_rng(20230410)
frames = random.standard_normal((400, 24)).astype("f4")
features = random.standard_normal((50, 24)).astype("f4")

index = faiss.index_factory(24, "IVF40,Flat")
index.nprobe = 1
index.train(frames)
index.add(frames)
score, ix = index.search(features, 8)
assert (ix == -1).any() and (ix[:, 0] >= 0).all() and (score > 0).all()

weight = np.square(1 / score)
weight /= weight.sum(axis=1, keepdims=True)
retrieved = np.sum(frames[ix] * np.expand_dims(weight, axis=2), axis=1)

for name, array in (
    ("frames", frames),
    ("features", features),
    ("distances", score),
    ("ids", ix),
    ("mixed_rate_100", retrieved),
    ("mixed_rate_075", np.float32(0.75) * retrieved + np.float32(0.25) * features),
):
    np.save(os.path.join(out, name + ".npy"), array)
