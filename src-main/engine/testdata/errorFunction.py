"""Writes errorFunction.json: correctly rounded values of erf and ln(1 + e^x), by mpmath with 1,400 bits.

    python3 errorFunction.py > errorFunction.json
"""
import json
import random

from mpmath import mp, mpf

mp.prec = 1400
random.seed(20240301)


def spread(count, low, high):
    """log-uniform magnitudes 10^low ... 10^high, both signs"""
    values = [10.0 ** random.uniform(low, high) for _ in range(count)]
    return [-v if random.random() < 0.5 else v for v in values]


erf_points = spread(120, -12, 0.9) + [random.uniform(-7, 7) for _ in range(200)] + [
    0.84375, 1.25, -1.25, 1 / 0.35, 2.857142, 5.999999, 6.0, 1.0, -0.5, 1e-300]
softplus_points = spread(150, -12, 2.8) + [-0.0, 1.0, -37.0, 37.0, -740.0]


def table(function, points):
    # values in the normal range only, where float() of mpmath rounds to nearest
    return [[x, float(function(mpf(x)))] for x in points]


print(json.dumps({
    "formatVersion": 1,
    "source": "mpmath %s" % __import__("mpmath").__version__,
    "script": "errorFunction.py",
    "seed": 20240301,
    "errorFunction": table(mp.erf, erf_points),
    "softplus": [row for row in table(lambda x: mp.log(1 + mp.exp(x)), softplus_points) if row[1] > 1e-300],
}, separators=(",", ":")))
