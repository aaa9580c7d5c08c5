"""Prints the coefficients of mathematics/float32/normalDistribution32.ts: the polynomial P of degree 8 in k = 1/(1 + 0.28 t)
whose relative error in Phi(-t) = exp(-t^2/2) k P(k) is smallest on 0 <= t <= 14.5, by Lawson's iteration.

    python3 normalDistribution.py
"""
import numpy as np
from scipy.special import erfcx

SCALE, DEGREE, LAST = 0.28, 8, 14.5
smallest = 1 / (1 + SCALE * LAST)
count = 4000
k = 0.5 * (1 + smallest) + 0.5 * (1 - smallest) * np.cos(np.pi * (np.arange(count) + 0.5) / count)
wanted = 0.5 * erfcx((1 / k - 1) / SCALE / np.sqrt(2)) / k
weights = np.ones(count)
for _ in range(60):
    rows = np.sqrt(weights) / wanted
    coefficients, *_ = np.linalg.lstsq(np.vander(k, DEGREE + 1, increasing=True) * rows[:, None], wanted * rows, rcond=None)
    errors = np.abs(np.vander(k, DEGREE + 1, increasing=True) @ coefficients / wanted - 1)
    weights *= errors
    weights /= weights.mean()
print(errors.max(), [format(float(np.float32(each)), ".9g") for each in coefficients])
