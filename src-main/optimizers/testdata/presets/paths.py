"""Problems that presets are tried on, and paths over them, by torch or in NumPy, written to `KIND.json`.

Gradients are drawn once, with a seed: five elements from 1e-9 to 50 in size, so that it shows where an epsilon stands,
with a step of zeros and a sign that stays. The rate falls from step to step, so that it shows where the rate stands.
"""

import json
from pathlib import Path

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
here = Path(__file__).parent
f8 = np.float64


def problem(shape, steps, scale, seed):
    draw = np.random.default_rng(seed)
    gradients = draw.normal(size=(steps, *shape)) * scale
    gradients[..., -1] = np.abs(gradients[..., -1])
    gradients[3] = 0
    initial = draw.normal(size=shape)
    initial[np.broadcast_to(np.asarray(scale) < 1e-6, (steps, *shape))[0]] = 0
    return {"shape": list(shape), "initial": initial, "gradients": gradients,
            "factors": [1 / (1 + 0.25 * t) for t in range(steps)]}


elements = problem((5,), 8, np.array([1e-9, 1e-5, 1e-2, 1.0, 50.0]), 11)
blocks = problem((2, 3, 2), 8, np.array([1e-9, 1.0]).reshape(2, 1, 1), 12)
matrix = problem((3, 4), 12, np.array([1.0, 30.0, 0.02])[np.arange(12) % 3].reshape(12, 1, 1), 13)
matrix["gradients"][3] = 1 / np.arange(1, 13).reshape(3, 4)


def by_torch(make):
    """make(parameters, rate) -> a torch optimizer."""

    def path(given, rate):
        w = torch.nn.Parameter(torch.tensor(given["initial"]))
        optimizer = make([w], rate)
        if hasattr(optimizer, "train"):
            optimizer.train()
        out = []
        for g, factor in zip(given["gradients"], given["factors"]):
            optimizer.param_groups[0]["lr"] = rate * factor
            w.grad = torch.tensor(g)
            optimizer.step()
            out.append(w.detach().clone().numpy())
        return out

    return path


def by_numpy(rule):
    """rule(w) is a generator that is sent (t, g, rate) and yields the new w."""

    def path(given, rate):
        run = rule(given["initial"].astype(f8).copy())
        next(run)
        return [run.send((t + 1, g.copy(), f8(rate * factor))).copy()
                for t, (g, factor) in enumerate(zip(given["gradients"], given["factors"]))]

    return path


def write(kind, given, *presets, **more):
    """presets: (title, source, rate, path)"""
    document = {
        "kind": kind, "script": "presets.py", "precision": "float64", "shape": given["shape"],
        "initial": given["initial"].ravel().tolist(), "gradients": [g.ravel().tolist() for g in given["gradients"]],
        "rateFactors": given["factors"],
        "presets": [{"title": title, "source": source, "learningRate": rate,
                     "weights": [w.ravel().tolist() for w in path(given, rate)]}
                    for title, source, rate, path in presets],
        **more,
    }
    (here / f"{kind}.json").write_text(json.dumps(document) + "\n")
