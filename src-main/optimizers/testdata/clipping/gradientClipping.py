"""Clipped gradients by the formulas of PyTorch's clip_grad_value_ and clip_grad_norm_, in numpy, for clipGradients.test.ts.

Value first, then the norm over all elements; the norm in float64, the coefficient and the products in the precision.
Run: python3 gradientClipping.py > gradientClipping.json
"""

import json

import numpy as np

generator = np.random.default_rng(7)
rows = [generator.normal(size=7) * scale for scale in (0.01, 1.0, 100.0)]
rows += [np.zeros(7), np.array([3.0, -4.0, 0, 0, 0, 0, 0]), np.array([1e15, -1e-15, 2.0, 0, 0, 0, 0])]


def clipped(gradient, dtype, value, norm):
    g = np.array(gradient, dtype)
    if value > 0:
        g = np.clip(g, dtype(-value), dtype(value))
    if norm > 0:
        total = np.linalg.norm(g.astype(np.float64))
        coefficient = norm / (total + 1e-6)
        if coefficient < 1:
            g = g * dtype(coefficient)
    return [float(x) for x in g]


cases = [
    {"precision": name, "clipValue": value, "clipNorm": norm, "gradient": [float(x) for x in row.astype(dtype)],
     "clipped": clipped(row.astype(dtype), dtype, value, norm)}
    for name, dtype in (("float32", np.float32), ("float64", np.float64))
    for value, norm in ((0.5, 0), (0, 1.0), (0.5, 1.0), (0, 0.1))
    for row in rows
]
print(json.dumps({"format": 1, "tool": "numpy", "script": "gradientClipping.py", "seed": 7, "cases": cases}))
