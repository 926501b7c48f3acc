#!/usr/bin/env python3
"""Writes the .npy samples that the tests of dev.kith.io read. Needs numpy.

usage: make_npy_samples.py core/src/test/resources/dev/kith/io

Every array has small whole numbers or halves, which all number types represent exactly: element (i, j)
of a 7 x 5 array is i * 5 + j (+ 0.5 for the floats; minus 9 for signed types), so that a test can tell
rows from columns and notices a lost sign.
"""
import os
import sys

import numpy as np
from numpy.lib import format as npy

out = sys.argv[1]
os.makedirs(out, exist_ok=True)


def save(name, array, version=(1, 0)):
    with open(os.path.join(out, name + ".npy"), "wb") as f:
        npy.write_array(f, array, version=version, allow_pickle=True)


ROWS, COLUMNS = 7, 5
base = np.arange(ROWS * COLUMNS, dtype="f8").reshape(ROWS, COLUMNS)

for code in ("f2", "f4", "f8", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"):
    values = base + 0.5 if code[0] == "f" else base - 9 if code[0] == "i" else base
    for order, mark in (("little", "<"), ("big", ">")):
        if code[1] == "1" and mark == ">":
            continue
        array = values.astype(mark + code)
        save("%s_%s_c" % (code, order), array)
        save("%s_%s_fortran" % (code, order), np.asfortranarray(array))

f4 = (base + 0.5).astype("<f4")
save("version2", f4, (2, 0))
save("version3", f4, (3, 0))
save("row", f4[0])                      # shape (5,)
save("leading", f4[None])               # shape (1, 7, 5)
save("leading_fortran", np.asfortranarray(f4[None]))
save("three_axes", f4.reshape(7, 1, 5))
save("scalar", np.float32(3))
save("no_rows", f4[:0])
save("no_columns", f4[:, :0])
save("ids", np.array([5, 0, -1, 2**40], "<i8"))
save("ids_column", np.array([[5], [0], [7]], "<u2"))
save("ids_beyond_long", np.array([1, 2**63], "<u8"))
save("object", np.array([{"a": 1}, None], dtype=object))
save("structured", np.array([(1, 2.0)], dtype=[("id", "<i4"), ("x", "<f4")]))
save("complex", f4.astype("<c8"))
save("text", np.array(["a", "bc"]))
save("boolean", f4 > 3)
holes = f4.copy()
holes[4, 2] = np.nan
save("nan", holes)
holes[4, 2] = np.inf
save("infinite_fortran", np.asfortranarray(holes.astype(">f2")))
save("too_large", np.array([[1.0, 1e300]]))
save("random_f2", np.random.default_rng(1).standard_normal((40, 33)).astype("<f2"))
save("random_f2_as_f4", np.random.default_rng(1).standard_normal((40, 33)).astype("<f2").astype("<f4"))
np.savez(os.path.join(out, "archive.npz"), f4=f4)
