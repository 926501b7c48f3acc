"""Exact neighbours, by NumPy alone, and the share of them that a library has found."""
import numpy as np

BLOCK = 256  # queries at a time
MARGIN = 32  # candidates beyond k that are looked at once more, in double
EPSILON = 1e-6  # of a key's size: as far as two exact searches in float may differ


class Truth:
    """The k-th best key of each query, in double. Keys are squared distances, or products negated."""

    def __init__(self, base, queries, k, metric):
        self.base, self.queries, self.k, self.metric = base, queries, min(k, len(base)), metric
        self.norms = np.einsum("ij,ij->i", base, base, dtype="f8")
        self.limits = np.concatenate([self._limits(at) for at in range(0, len(queries), BLOCK)])

    def _limits(self, at):
        block = self.queries[at:at + BLOCK]
        rough = -(block @ self.base.T)
        if self.metric == "l2":
            rough = 2 * rough + self.norms.astype("f4")
        most = min(self.k + MARGIN, len(self.base))
        candidates = np.argpartition(rough, most - 1, axis=1)[:, :most]
        keys = np.sort(np.stack([self.keys(at + i, row) for i, row in enumerate(candidates)]), axis=1)
        return keys[:, self.k - 1]

    def keys(self, query, ids):
        """Keys of some vectors, in double."""
        vectors, wanted = self.base[ids].astype("f8"), self.queries[query].astype("f8")
        if self.metric == "l2":
            return ((vectors - wanted) ** 2).sum(1)
        return -(vectors @ wanted)

    def recall(self, found):
        """Over all queries: found vectors that are no farther than the k-th nearest, each counted once, of k.

        Where several vectors are equally far, any of them counts.
        """
        hits = 0
        for query, row in enumerate(found):
            ids = np.unique(row[row >= 0])
            limit = self.limits[query]
            size = self.norms[ids].max(initial=0) + abs(limit)
            hits += min(self.k, int((self.keys(query, ids) <= limit + EPSILON * size).sum()))
        return hits / (self.k * len(found))
