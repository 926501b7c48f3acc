# SPDX-License-Identifier: Apache-2.0
"""Reads every index in a folder with Faiss, searches and writes it again.

Usage: faiss_reader.py FOLDER K

For each NAME.index in FOLDER, queries.npy gives NAME.D.npy and NAME.I.npy, and the index
is written to NAME.again. Untrained and empty indexes are not searched: Faiss 1.7.3 leaves the results
of an empty flat index as whatever was in memory. Nor is what has "only_read" in its name: Faiss 1.7.3
cannot search packed codes without lists in blocks of more than 32.

NAME.codes gets the standalone codes of the queries, where this Faiss has some for the type.
"""

import sys
from pathlib import Path

import faiss
import numpy as np

folder, k = Path(sys.argv[1]), int(sys.argv[2])
queries = np.load(folder / "queries.npy")
for path in sorted(folder.glob("*.index")):
    index = faiss.read_index(str(path))
    faiss.write_index(index, str(path.with_suffix(".again")))
    if index.is_trained and index.ntotal > 0 and "only_read" not in path.stem:
        distances, ids = index.search(queries, k)
        np.save(path.with_suffix(".D.npy"), distances)
        np.save(path.with_suffix(".I.npy"), ids)
    if index.is_trained:
        try:
            index.sa_encode(queries).tofile(path.with_suffix(".codes"))
        except RuntimeError:
            pass  # not every type of 1.7.3 has standalone codes
