"""Writes mathematics.json: correctly rounded values of the elementary functions, by mpmath with 1,400 bits.

    python3 mathematics.py > mathematics.json
"""
import json
import random

from mpmath import mp, mpf

mp.prec = 1400
random.seed(20240229)


def spread(count, low, high, signed=True):
    """log-uniform magnitudes 10^low ... 10^high"""
    values = [10.0 ** random.uniform(low, high) for _ in range(count)]
    return [-v if signed and random.random() < 0.5 else v for v in values]


def rounded(exact):
    """the nearest float64, also in the denormal range"""
    if exact == 0:
        return 0.0
    _, mantissa, exponent, bits = exact._mpf_
    drop = max(bits - 53, -1074 - exponent, 0)
    quotient, rest = divmod(int(mantissa), 1 << drop)
    half = (1 << drop) >> 1
    if drop and (rest > half or (rest == half and quotient & 1)):
        quotient += 1
    value = float(mp.ldexp(mpf(quotient), exponent + drop))
    return -value if exact < 0 else value


exp_points = spread(120, -12, 2.8) + [709.78, 709.7827128933840, -708.5, -744.9, -745.13, 0.34657359027997264, -0.5, 1.0, -1.0]
log_points = spread(120, -320, 308, signed=False) + [1 + d for d in spread(80, -15, -0.5)] + [5e-324, 2.2250738585072014e-308, 1.7976931348623157e308]
log1p_points = [x for x in spread(160, -17, 0) if x > -1] + spread(40, 0, 300, signed=False) + [-0.9999999999999999, 5e-324]
tanh_points = spread(160, -10, 1.4) + [0.2554128118829953, 0.5493061443340549, 21.99, 5e-324]
angle_points = spread(120, -10, 6) + spread(80, 6, 308) + [
    1.5707963267948966, 3.141592653589793, 6381956970095103.0 * 2.0**797, 1647099.0, 1647100.0, 0.7853981633974483, 1.7976931348623157e308]
pow_points = []
for _ in range(300):
    x = 10.0 ** random.uniform(-5, 5)
    y = random.uniform(-60, 60)
    pow_points.append((x, y))
for _ in range(120):
    pow_points.append((random.choice([0.9, 0.99, 0.999, 0.9999, 1.5, 0.3]), float(random.randint(1, 3000))))
for _ in range(60):
    pow_points.append((1 + random.uniform(-1e-6, 1e-6), 10.0 ** random.uniform(5, 11)))
for _ in range(60):
    pow_points.append((-float(random.randint(2, 40)), float(random.randint(-30, 30))))
pow_points += [(2.0, -1074.0), (2.0, -1075.0), (2.0, 1023.0), (5e-324, 0.5000001), (5e-324, -0.9), (1.7976931348623157e308, 0.3)]


def table(function, points):
    return finite([[x, rounded(function(mpf(x)))] for x in points])


def finite(rows):
    """JSON has no infinities; overflow is tested beside this table"""
    return [row for row in rows if abs(row[-1]) != float("inf")]


print(json.dumps({
    "formatVersion": 1,
    "source": "mpmath %s" % __import__("mpmath").__version__,
    "script": "mathematics.py",
    "seed": 20240229,
    "exponential": table(mp.exp, exp_points),
    "exponentialMinusOne": table(lambda x: mp.exp(x) - 1, exp_points),
    "logarithm": table(mp.log, log_points),
    "logarithmOnePlus": table(lambda x: mp.log(1 + x), log1p_points),
    "hyperbolicTangent": table(lambda x: (mp.exp(2 * x) - 1) / (mp.exp(2 * x) + 1), tanh_points),
    "sine": table(mp.sin, angle_points),
    "cosine": table(mp.cos, angle_points),
    "power": finite([[x, y, rounded(mp.power(mpf(x), mpf(y)))] for x, y in pow_points]),
}, indent=None, separators=(",", ":")).replace('"exp', '\n"exp').replace('"log', '\n"log').replace('"hyp', '\n"hyp').replace('"sin', '\n"sin').replace('"cos', '\n"cos').replace('"pow', '\n"pow'))
