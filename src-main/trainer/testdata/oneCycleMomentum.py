"""Runs on 1/2 sum(lambda_i x_i^2) under PyTorch's own OneCycleLR, which cycles momentum, and PyTorch's own rules.

Run: python3 oneCycleMomentum.py > oneCycleMomentum.json      (torch 1.13)
"""
import json

import torch

torch.set_default_dtype(torch.float64)
eigenvalues, start, steps = [1.0, 20.0], [-3.0, 1.5], 25
schedule = {"kind": "oneCycle", "peak": 0.04, "warmupFraction": 0.3, "startDivisor": 25, "endDivisor": 10000,
            "cycleMomentum": True, "highMomentum": 0.95, "lowMomentum": 0.85}
rules = [
    ({"kind": "momentum", "beta1": 0.5}, lambda p: torch.optim.SGD(p, lr=1, momentum=0.5)),
    ({"kind": "nesterov", "beta1": 0.5}, lambda p: torch.optim.SGD(p, lr=1, momentum=0.5, nesterov=True)),
    ({"kind": "rmsprop", "beta2": 0.99, "epsilon": 1e-8, "momentum": 0.5},
     lambda p: torch.optim.RMSprop(p, lr=1, momentum=0.5)),
    ({"kind": "adam", "beta1": 0.5}, lambda p: torch.optim.Adam(p, lr=1, betas=(0.5, 0.999))),
    ({"kind": "adamw", "beta1": 0.5}, lambda p: torch.optim.AdamW(p, lr=1, betas=(0.5, 0.999))),
    ({"kind": "adamax", "beta1": 0.5}, lambda p: torch.optim.Adamax(p, lr=1, betas=(0.5, 0.999))),
    ({"kind": "nadam", "beta1": 0.5, "nextProduct": "repeated"},
     lambda p: torch.optim.NAdam(p, lr=1, betas=(0.5, 0.999))),
    ({"kind": "radam", "beta1": 0.5}, lambda p: torch.optim.RAdam(p, lr=1, betas=(0.5, 0.999))),
]


def run(make):
    x = torch.nn.Parameter(torch.tensor(start))
    optimizer = make([x])
    one_cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.04, total_steps=steps + 1)
    for _ in range(steps):
        x.grad = torch.tensor(eigenvalues) * x.detach()
        optimizer.step()
        one_cycle.step()
    return x.detach().tolist()


print(json.dumps({"source": "PyTorch " + torch.__version__, "script": "oneCycleMomentum.py", "eigenvalues": eigenvalues,
                  "start": start, "steps": steps, "schedule": schedule,
                  "cases": [{"optimizer": optimizer, "x": run(make)} for optimizer, make in rules]}))
