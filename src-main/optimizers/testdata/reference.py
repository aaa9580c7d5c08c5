"""Trajectories from the equations of the papers, worked out with 50 digits and rounded once at the end.

    python3 reference.py            (needs mpmath)

Written from the papers and from the libraries' documentation, apart from this program's rules. Gradients and start are
those of rmsprop.json. Every file names what it was worked out from; `rates` are the learning rates of the steps where
they are not all `learningRate`.
"""

import json
from pathlib import Path

from mpmath import mp, mpf, sign, sqrt

mp.dps = 50
here = Path(__file__).parent
given = json.loads((here / "rmsprop.json").read_text())
steps = len(given["gradients"])
decaying = [1 / (1 + 0.25 * t) for t in range(steps)]


def run(name, source, optimizer, element, slots, rates=None):
    """element(w, settings) yields (w, state) after each gradient it is sent."""
    settings = {key: mpf(value) for key, value in optimizer.items() if isinstance(value, (int, float))}
    factors = rates or [1] * steps
    alphas = [optimizer["learningRate"] * factor for factor in factors]
    weights = [[] for _ in range(steps)]
    state = {slot: [[] for _ in range(steps)] for slot in slots}
    for index, start in enumerate(given["initial"]):
        update = element(mpf(start), settings)
        next(update)
        for t in range(1, steps + 1):
            w, kept = update.send((t, mpf(given["gradients"][t - 1][index]), mpf(alphas[t - 1])))
            weights[t - 1].append(float(w))
            for slot in slots:
                state[slot][t - 1].append(float(kept[slot]))
    document = {
        "name": name,
        "source": f"{source}, mpmath with 50 digits, testdata/reference.py",
        "precision": "float64",
        "optimizer": optimizer,
        "initial": given["initial"],
        "gradients": given["gradients"],
        **({"rates": alphas} if rates else {}),
        "weights": weights,
        "state": state,
    }
    (here / f"{name}.json").write_text(json.dumps(document) + "\n")


def momentum_averaged(w, h):
    v, out = mpf(0), None
    while True:
        t, g, alpha = yield out
        v = h["beta1"] * v + (1 - h["beta1"]) * g
        w = w - alpha * v
        out = w, {"v": v}


def nadam(w, h):
    """Dozat, 2016, algorithm 2, with the warm-up of its section 3 and beta1 for the mean itself."""
    m, s, product, out = mpf(0), mpf(0), mpf(1), None
    mu = lambda t: h["beta1"] * (1 - mpf(0.5) * mpf(0.96) ** (t * h["momentumDecay"]))
    while True:
        t, g, alpha = yield out
        product = product * mu(t)
        m = h["beta1"] * m + (1 - h["beta1"]) * g
        s = h["beta2"] * s + (1 - h["beta2"]) * g * g
        m_bar = (1 - mu(t)) * g / (1 - product) + mu(t + 1) * m / (1 - product * mu(t + 1))
        w = w - alpha * m_bar / (sqrt(s / (1 - h["beta2"] ** t)) + h["epsilon"])
        out = w, {"m": m, "s": s}


def adabelief(w, h):
    """Zhuang et al., 2020, algorithm 2."""
    m, s, out = mpf(0), mpf(0), None
    while True:
        t, g, alpha = yield out
        m = h["beta1"] * m + (1 - h["beta1"]) * g
        s = h["beta2"] * s + (1 - h["beta2"]) * (g - m) ** 2 + h["epsilon"]
        m_hat, s_hat = m / (1 - h["beta1"] ** t), s / (1 - h["beta2"] ** t)
        w = w - alpha * m_hat / (sqrt(s_hat) + h["epsilon"])
        out = w, {"m": m, "s": s}


def yogi(w, h):
    """Zaheer et al., 2018, algorithm 2; both moments corrected as in optax."""
    m, s, out = mpf(0), h["initialAccumulator"], None
    while True:
        t, g, alpha = yield out
        m = h["beta1"] * m + (1 - h["beta1"]) * g
        s = s - (1 - h["beta2"]) * sign(s - g * g) * g * g
        w = w - alpha * (m / (1 - h["beta1"] ** t)) / (sqrt(s / (1 - h["beta2"] ** t)) + h["epsilon"])
        out = w, {"m": m, "s": s}


def lion(w, h):
    """Chen et al., 2023, algorithm 2."""
    m, out = mpf(0), None
    while True:
        t, g, alpha = yield out
        c = h["beta1"] * m + (1 - h["beta1"]) * g
        w = w - alpha * (sign(c) + h["weightDecay"] * w)
        m = h["beta2"] * m + (1 - h["beta2"]) * g
        out = w, {"m": m}


def schedule_free(w, h, direction):
    """Defazio et al., 2024: y is where the gradient is taken, z where steps are made, x their weighted average."""
    x = y = z = w
    power, weights, largest, s, out = h["weightPower"], mpf(0), mpf(0), mpf(0), None
    while True:
        t, g, alpha = yield out
        s, step = direction(s, g, y, t)
        largest = max(largest, alpha)
        weights = weights + largest**power
        c = largest**power / weights
        z = z - alpha * step
        x = (1 - c) * x + c * z
        y = (1 - h["beta1"]) * z + h["beta1"] * x
        out = y, {"s": s, "z": z, "x": x}


def schedule_free_sgd(w, h):
    return schedule_free(w, h, lambda s, g, y, t: (s, g + h["weightDecay"] * y))


def schedule_free_adamw(w, h):
    def direction(s, g, y, t):
        s = h["beta2"] * s + (1 - h["beta2"]) * g * g
        return s, g / (sqrt(s / (1 - h["beta2"] ** t)) + h["epsilon"]) + h["weightDecay"] * y

    return schedule_free(w, h, direction)


def rmsprop_inside(w, h):
    """Keras and TensorFlow: epsilon inside of the root, the rate inside of the momentum, s from a start of its own."""
    s, b, out = h.get("initialSecondMoment", mpf(0)), mpf(0), None
    while True:
        t, g, alpha = yield out
        s = h["beta2"] * s + (1 - h["beta2"]) * g * g
        b = h["momentum"] * b + alpha * g / sqrt(s + h["epsilon"])
        w = w - b
        out = w, {"s": s, "m": b}


def rmsprop_graves(w, h):
    """Graves, 2013, equations 38-41."""
    n, mean, delta, out = mpf(0), mpf(0), mpf(0), None
    while True:
        t, g, alpha = yield out
        n = h["beta2"] * n + (1 - h["beta2"]) * g * g
        mean = h["beta2"] * mean + (1 - h["beta2"]) * g
        delta = h["momentum"] * delta - alpha * g / sqrt(n - mean * mean + h["epsilon"])
        w = w + delta
        out = w, {"s": n, "gAvg": mean, "m": -delta}


def rmsprop_corrected(w, h):
    """optax: bias_correction=True, eps_in_sqrt=False, with decoupled decay in front."""
    s, out = mpf(0), None
    while True:
        t, g, alpha = yield out
        w = w * (1 - alpha * h["weightDecay"])
        s = h["beta2"] * s + (1 - h["beta2"]) * g * g
        w = w - alpha * g / (sqrt(s / (1 - h["beta2"] ** t)) + h["epsilon"])
        out = w, {"s": s}


def rmsprop(**settings):
    return {"kind": "rmsprop", "learningRate": 0.01, "beta2": 0.9, "epsilon": 1e-7, **settings}


adam_family = {"learningRate": 0.01, "beta1": 0.9, "beta2": 0.999}
inside = {"epsilonPlacement": "inside", "momentumForm": "inside"}

run(
    "momentum-averaged",
    "Ng, course 2, week 2",
    {"kind": "momentum", "learningRate": 0.01, "beta1": 0.9, "averaged": True},
    momentum_averaged,
    ["v"],
)
run(
    "nadam-exact",
    "Dozat, 2016, algorithm 2",
    {"kind": "nadam", **adam_family, "epsilon": 1e-8, "momentumDecay": 0.004, "nextProduct": "exact"},
    nadam,
    ["m", "s"],
)
run("adabelief", "Zhuang et al., 2020, algorithm 2", {"kind": "adabelief", **adam_family, "epsilon": 1e-8}, adabelief, ["m", "s"])
run(
    "yogi",
    "Zaheer et al., 2018, algorithm 2",
    {"kind": "yogi", **adam_family, "epsilon": 1e-3, "initialAccumulator": 1e-6},
    yogi,
    ["m", "s"],
)
run(
    "lion",
    "Chen et al., 2023, algorithm 2",
    {"kind": "lion", "learningRate": 0.01, "beta1": 0.9, "beta2": 0.99, "weightDecay": 0.1},
    lion,
    ["m"],
)
run(
    "scheduleFreeSgd",
    "Defazio et al., 2024, equations 8-10",
    {"kind": "scheduleFreeSgd", "learningRate": 0.01, "beta1": 0.9, "weightPower": 2, "weightDecay": 0.1},
    schedule_free_sgd,
    ["z", "x"],
    decaying,
)
run(
    "scheduleFreeAdamw",
    "Defazio et al., 2024, algorithm 1",
    {"kind": "scheduleFreeAdamw", **adam_family, "epsilon": 1e-8, "weightPower": 2, "weightDecay": 0.1},
    schedule_free_adamw,
    ["s", "z", "x"],
    list(reversed(decaying)),
)
run("rmsprop-keras", "the equations of Keras 3", rmsprop(momentum=0.9, **inside), rmsprop_inside, ["s", "m"], decaying)
run(
    "rmsprop-tf1",
    "the equations of TensorFlow 1",
    rmsprop(epsilon=1e-10, initialSecondMoment=1, momentum=0.9, **inside),
    rmsprop_inside,
    ["s", "m"],
    decaying,
)
run(
    "rmsprop-graves",
    "Graves, 2013, eq. 38-41",
    rmsprop(beta2=0.95, epsilon=1e-4, momentum=0.9, centered=True, **inside),
    rmsprop_graves,
    ["s", "gAvg", "m"],
)
run(
    "rmsprop-corrected",
    "the equations of optax",
    rmsprop(epsilon=1e-8, biasCorrection=True, weightDecay=0.1, weightDecayForm="decoupled"),
    rmsprop_corrected,
    ["s"],
)
