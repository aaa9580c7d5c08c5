"""Trajectories of the optimizers that are no rules per element, in NumPy with float64.

    python3 matrixReference.py            (needs numpy)

Written from the papers and the authors' programs, apart from this program's code, with NumPy's own eigenvectors, QR and
norms. One parameter x of the given shape; gradients are drawn once, with a seed. `rates` are the learning rates of the
steps.
"""

import json
from pathlib import Path

import numpy as np

here = Path(__file__).parent
steps = 12


def run(name, source, optimizer, shape, update, slots, tolerance=None, scale=1.0):
    """update(w, settings) is a generator that yields (w, state) after each (t, gradient, rate) it is sent."""
    generator = np.random.default_rng(7)
    w = generator.normal(size=shape)
    gradients = generator.normal(size=(steps, *shape)) * np.array([1.0, 30.0, 0.02])[np.arange(steps) % 3].reshape(
        (-1,) + (1,) * len(shape)
    )
    gradients = gradients * scale
    rates = [optimizer["learningRate"] / (1 + 0.1 * t) for t in range(steps)]
    weights, state = [], {slot: [] for slot in slots}
    step = update(w.copy(), optimizer)
    next(step)
    for t in range(1, steps + 1):
        now, kept = step.send((t, gradients[t - 1], rates[t - 1]))
        weights.append(now.ravel().tolist())
        for slot in slots:
            state[slot].append(kept[slot].ravel().tolist())
    document = {
        "name": name,
        "source": f"{source}, NumPy {np.__version__}, testdata/matrixReference.py",
        "precision": "float64",
        "optimizer": optimizer,
        "shape": list(shape),
        "initial": w.ravel().tolist(),
        "gradients": [gradient.ravel().tolist() for gradient in gradients],
        "rates": rates,
        "weights": weights,
        "state": state,
        **(tolerance or {}),
    }
    (here / f"{name}.json").write_text(json.dumps(document) + "\n")


def lamb(w, h):
    m, s, out = np.zeros_like(w), np.zeros_like(w), None
    while True:
        t, g, rate = yield out
        m = h["beta1"] * m + (1 - h["beta1"]) * g
        s = h["beta2"] * s + (1 - h["beta2"]) * g * g
        m_hat, s_hat = m / (1 - h["beta1"] ** t), s / (1 - h["beta2"] ** t)
        u = m_hat / (np.sqrt(s_hat) + h["epsilon"]) + h["weightDecay"] * w
        w = w - rate * (np.linalg.norm(w) / np.linalg.norm(u)) * u
        out = w, {"m": m, "s": s}


def prodigy(w, h):
    d, r, out, start = h["initialEstimate"], 0.0, None, w.copy()
    m, s, v = np.zeros_like(w), np.zeros_like(w), np.zeros_like(w)
    d0, b1, b2, b3 = d, h["beta1"], h["beta2"], h["beta2"] ** 0.5
    while True:
        t, g, rate = yield out
        correction = (1 - b2**t) ** 0.5 / (1 - b1**t) if h["biasCorrection"] else 1
        dlr = d * rate * correction
        r = b3 * r + (d / d0) * dlr * np.dot(g.ravel(), (start - w).ravel())
        m = b1 * m + d * (1 - b1) * g
        s = b2 * s + d * d * (1 - b2) * g * g
        v = b3 * v + (d / d0) * dlr * g
        d = max(d, h["estimateFactor"] * r / np.abs(v).sum())
        w = w - h["weightDecay"] * dlr * w
        w = w - dlr * m / (np.sqrt(s) + d * h["epsilon"])
        out = w, {"m": m, "s": s, "v": v}


def adafactor(w, h):
    """torch/optim/_adafactor.py: both the mean of the rows and the root of s are kept from below by eps1."""
    out, s = None, np.zeros_like(w)
    rows = columns = 0.0
    eps1 = h["epsilon"] or np.finfo(np.float64).eps
    while True:
        t, g, rate = yield out
        share = t ** h["decayExponent"]
        size = max(h["smallestSize"], np.sqrt(np.mean(w * w)))
        if w.ndim > 1:
            rows = rows + share * ((g * g).mean(axis=-1, keepdims=True) - rows)
            columns = columns + share * ((g * g).mean(axis=-2, keepdims=True) - columns)
            s = rows @ columns / np.maximum(rows.mean(axis=-2, keepdims=True), eps1)
        else:
            s = s + share * (g * g - s)
        u = g / np.sqrt(np.maximum(s, eps1**2))
        clipped = u / max(1, np.sqrt(np.mean(u * u)) / h["clippingThreshold"])
        w = w * (1 - rate * h["weightDecay"]) - size * min(rate, t**-0.5) * clipped
        out = w, {"s": s}


def newton_schulz(x, iterations):
    a, b, c = 3.4445, -4.7750, 2.0315
    x = x / max(np.linalg.norm(x), 1e-7)
    for _ in range(iterations):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x


def muon(w, h):
    m, out = np.zeros_like(w), None
    inputs, units = w.shape
    factor = max(1, units / inputs) ** 0.5
    if h["rateAdjustment"] == "matchAdamw":
        factor = 0.2 * max(units, inputs) ** 0.5
    while True:
        t, g, rate = yield out
        m = h["momentum"] * m + (1 - h["momentum"]) * g
        n = h["momentum"] * m + (1 - h["momentum"]) * g if h["nesterov"] else m
        w = w * (1 - rate * h["weightDecay"]) - rate * factor * newton_schulz(n, h["iterations"])
        out = w, {"m": m}


def soap(w, h):
    m, s, out, beta = np.zeros_like(w), np.zeros_like(w), None, h["covarianceDecay"]
    left = right = None
    while True:
        t, g, rate = yield out
        if left is None:
            left, right = (1 - beta) * g @ g.T, (1 - beta) * g.T @ g
            q_left = np.linalg.eigh(left + 1e-30 * np.eye(len(left)))[1][:, ::-1]
            q_right = np.linalg.eigh(right + 1e-30 * np.eye(len(right)))[1][:, ::-1]
            out = w, {}
            continue
        k = t - 1
        p = q_left.T @ g @ q_right
        m = h["beta1"] * m + (1 - h["beta1"]) * p
        s = h["beta2"] * s + (1 - h["beta2"]) * p * p
        size = rate * (1 - h["beta2"] ** k) ** 0.5 / (1 - h["beta1"] ** k)
        w = w - size * q_left @ (m / (np.sqrt(s) + h["epsilon"])) @ q_right.T
        w = w - rate * h["weightDecay"] * w
        left = beta * left + (1 - beta) * g @ g.T
        right = beta * right + (1 - beta) * g.T @ g
        if k % h["every"] == 0:
            original = q_left @ m @ q_right.T
            order = np.argsort(-np.diag(q_left.T @ left @ q_left), kind="stable")
            s, q_left = s[order, :], np.linalg.qr(left @ q_left[:, order])[0]
            order = np.argsort(-np.diag(q_right.T @ right @ q_right), kind="stable")
            s, q_right = s[:, order], np.linalg.qr(right @ q_right[:, order])[0]
            m = q_left.T @ original @ q_right
        out = w, {}


adam = {"beta1": 0.9, "beta2": 0.999}
run("lamb", "You et al., 2020, algorithm 2",
    {"kind": "lamb", "learningRate": 0.01, **adam, "epsilon": 1e-6, "weightDecay": 0.1}, (3, 4), lamb, ["m", "s"])
run("prodigy", "Mishchenko & Defazio, 2023, algorithm 4",
    {"kind": "prodigy", "learningRate": 1.0, **adam, "epsilon": 1e-8, "initialEstimate": 1e-3, "estimateFactor": 2.0,
     "biasCorrection": True, "weightDecay": 0.05}, (5,), prodigy, ["m", "s", "v"])
factor = {"kind": "adafactor", "learningRate": 0.05, "decayExponent": -0.8, "epsilon": 0, "smallestSize": 1e-3,
          "clippingThreshold": 1, "weightDecay": 0.01}
run("adafactor", "torch/optim/_adafactor.py", factor, (2, 3, 4), adafactor, ["s"])
run("adafactor-vector", "torch/optim/_adafactor.py", factor, (6,), adafactor, ["s"])
run("adafactor-small", "torch/optim/_adafactor.py", {**factor, "smallestSize": 1e-9}, (3, 4), adafactor, ["s"], scale=1e-9)
usual = {"kind": "muon", "learningRate": 0.02, "momentum": 0.95, "iterations": 5, "weightDecay": 0.1}
run("muon", "Jordan et al., 2024",
    {**usual, "nesterov": True, "rateAdjustment": "original"}, (3, 5), muon, ["m"])
run("muon-match", "Jordan et al., 2024; Liu et al., 2025",
    {**usual, "nesterov": False, "rateAdjustment": "matchAdamw"}, (6, 4), muon, ["m"])
run("soap", "Vyas et al., 2024, algorithm 3",
    {"kind": "soap", "learningRate": 0.03, "beta1": 0.95, "beta2": 0.95, "covarianceDecay": 0.95, "epsilon": 1e-8,
     "weightDecay": 0.01, "every": 5, "maxDimension": 10000}, (4, 4), soap, [],
    {"tolerance": 1e-11, "because": "each element of the turned gradient carries the rounding of the largest one, and is "
                                    "divided by its own size"})
