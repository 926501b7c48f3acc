"""Faiss, with an index of its factory language. Answers the lines that ContenderLoop.java lists.

usage: faiss_contender.py INDEX BASE.npy QUERIES.npy K l2|ip THREADS
"""
import statistics
import sys
import time

import blas

blas.choose_kernel()  # before the libraries are loaded
import faiss  # noqa: E402
import numpy as np  # noqa: E402

# what Faiss calls the same thing
NAMES = {"k_factor": "k_factor_rf"}


class Contender:
    def __init__(self, index, base, queries, k, metric, threads):
        self.base = np.ascontiguousarray(np.load(base), dtype="f4")
        self.queries = np.ascontiguousarray(np.load(queries), dtype="f4")
        self.k, self.factory = k, index
        self.metric = faiss.METRIC_INNER_PRODUCT if metric == "ip" else faiss.METRIC_L2
        self.next = 0
        faiss.omp_set_num_threads(threads)
        self.index = faiss.index_factory(self.base.shape[1], index, self.metric)

    def name(self):
        options = faiss.get_compile_options().strip() if hasattr(faiss, "get_compile_options") else "not said"
        return "Faiss %s\t%s" % (faiss.__version__, options)

    def pollute(self):
        return "ok"  # compiled ahead of time

    def build(self):
        begin = time.perf_counter()
        self.index.train(self.base)
        trained = time.perf_counter()
        self.index.add(self.base)
        added = time.perf_counter()
        return "%.6f %.6f %d" % (trained - begin, added - trained, faiss.serialize_index(self.index).nbytes)

    def set(self, name, value):
        faiss.ParameterSpace().set_index_parameter(self.index, NAMES.get(name, name), float(value))
        return "ok"

    def ids(self, file):
        np.save(file, self.index.search(self.queries, self.k)[1])
        return "ok"

    def batch(self, seconds):
        calls, begin = [], time.perf_counter()
        while not calls or time.perf_counter() - begin < float(seconds):
            start = time.perf_counter()
            self.index.search(self.queries, self.k)
            calls.append(time.perf_counter() - start)
        return "%.3f" % (len(self.queries) / statistics.median(calls))

    def single(self, seconds):
        begin, asked = time.perf_counter(), 0
        while asked == 0 or time.perf_counter() - begin < float(seconds):
            self.index.search(self.queries[self.next:self.next + 1], self.k)
            self.next = (self.next + 1) % len(self.queries)
            asked += 1
        return "%.3f" % (asked / (time.perf_counter() - begin))


def main(index, base, queries, k, metric, threads):
    contender = Contender(index, base, queries, int(k), metric, int(threads))
    for line in sys.stdin:
        request, *words = line.split()
        try:
            answer = getattr(contender, request)(*words)
        except Exception as failure:  # whatever it is, the one who asked reports it
            answer = "error: " + str(failure).replace("\n", " ")
        print(answer, flush=True)


main(*sys.argv[1:])
