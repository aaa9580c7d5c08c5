"""Writes samples.json: means and standard deviations by exact fractions, and Student's t by SciPy.

python samples.py
"""
import json
import math
import pathlib
import platform
import statistics

import numpy
import scipy
from scipy import stats

seed = 9021
random = numpy.random.default_rng(seed)
samples = {
    "five seeds": random.normal(0.045, 0.006, 5),
    "two seeds": random.normal(0, 2, 2),
    "ties": numpy.repeat(random.normal(1, 0.1, 3), 2),
    "one huge value": numpy.append(random.normal(0, 1, 7), 1e6),
    "close to each other, far from zero": 1e9 + random.normal(0, 1e-3, 12),
    "thirty": random.lognormal(-2, 1, 30),
}


def described(name, values):
    numbers = values.tolist()
    mean = statistics.mean(numbers)
    deviation = statistics.stdev(numbers)
    interval = stats.t.interval(0.95, len(numbers) - 1, mean, deviation / math.sqrt(len(numbers)))
    return {
        "name": name,
        "values": numbers,
        "mean": mean,
        "standardDeviation": deviation,
        "interval": [float(bound) for bound in interval],
    }


result = {
    "source": f"Python {platform.python_version()} statistics, SciPy {scipy.__version__}, testdata/samples.py",
    "seed": seed,
    "samples": [described(name, values) for name, values in samples.items()],
    "quantiles": [
        {"freedom": freedom, "level": level, "bound": float(stats.t.ppf((1 + level) / 2, freedom))}
        for freedom in [1, 2, 3, 4, 7, 9, 29, 199, 999]
        for level in [0.5, 0.8, 0.95, 0.99, 0.999]
    ],
}
pathlib.Path(__file__).with_name("samples.json").write_text(json.dumps(result, indent=1) + "\n")
