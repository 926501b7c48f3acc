"""OpenBLAS: which of its kernels runs, and how fast. Import this before NumPy and Faiss."""
import ctypes
import os
import time

SIZE = 1024
RUNS = 20


def choose_kernel():
    """OpenBLAS does not know new processors and falls back to a kernel that is several times slower."""
    if "OPENBLAS_CORETYPE" in os.environ:
        return
    try:
        with open("/proc/cpuinfo") as facts:
            if "avx512f" in facts.read():
                os.environ["OPENBLAS_CORETYPE"] = "SkylakeX"
    except OSError:
        pass


def sgemm():
    """GFLOP/s of a product of two 1024 x 1024 matrices on one thread, and the kernel's name; None without OpenBLAS."""
    import numpy as np
    try:
        blas = ctypes.CDLL("libopenblas.so.0")
    except OSError:
        return None
    blas.openblas_set_num_threads(1)
    a, b, c = (np.random.rand(SIZE, SIZE).astype("f4") for _ in range(3))
    one, zero = ctypes.c_float(1), ctypes.c_float(0)

    def multiply():
        blas.cblas_sgemm(101, 111, 112, SIZE, SIZE, SIZE, one, pointer(a), SIZE, pointer(b), SIZE, zero, pointer(c), SIZE)

    def seconds():
        start = time.perf_counter()
        multiply()
        return time.perf_counter() - start

    blas.openblas_get_corename.restype = ctypes.c_char_p
    best = min(seconds() for _ in range(RUNS))
    return 2 * SIZE ** 3 / best / 1e9, blas.openblas_get_corename().decode()


def pointer(matrix):
    return matrix.ctypes.data_as(ctypes.c_void_p)
