"""NumPy's matrix product, which is OpenBLAS, on one thread. OPENBLAS_CORETYPE outside chooses its kernels."""
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from contender import answer_requests, blas_core

random = np.random.default_rng(1)


def matrix(rows, columns):
    return random.standard_normal((rows, columns), dtype=np.float32)


def prepare(work, variant):
    if work["kind"] != "product":
        return None
    rows, inner, columns = work["rows"], work["inner"], work["columns"]
    out = np.empty((rows, columns), np.float32)
    left = matrix(inner, rows).T if work["orientation"] == "leftTransposed" else matrix(rows, inner)
    right = matrix(columns, inner).T if work["orientation"] == "rightTransposed" else matrix(inner, columns)
    return lambda: np.matmul(left, right, out=out)


answer_requests({"version": np.__version__, "kernels": blas_core()}, ["matmul"], prepare)
