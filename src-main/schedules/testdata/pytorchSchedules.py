"""Learning rates of PyTorch's schedulers, stepped once an update, over settings that the other files here do not have.

`totalSteps` is the run's length; a schedule with `steps` 0 lasts for it. `losses` are told to ReduceLROnPlateau, one an
update (or their means over `every` of them).

Run: python3 pytorchSchedules.py > pytorchSchedules.json      (torch 1.13 or later)
"""
import json
import random
import warnings

import torch
from torch.optim import lr_scheduler as of

warnings.filterwarnings('ignore')


def optimizer(rate):
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))], lr=rate, momentum=0.5)


def plain(s, o, n):
    length = s.get('steps', 0) or n
    kind = s['kind']
    if kind == 'constant':
        return of.ConstantLR(o, factor=1.0, total_iters=1)
    if kind == 'exponential':
        return of.ExponentialLR(o, gamma=s['gamma'])
    if kind == 'step':
        return of.StepLR(o, step_size=s['every'], gamma=s['gamma'])
    if kind == 'inverseTime':
        return of.LambdaLR(o, lambda k: 1 / (1 + s['decayRate'] * k / s['every']))
    if kind == 'linear':
        return of.LinearLR(o, start_factor=s['startFactor'], end_factor=s['endFactor'], total_iters=length)
    if kind == 'linearWarmup':
        return of.LinearLR(o, start_factor=s['startFactor'], end_factor=1.0, total_iters=length)
    if kind == 'polynomial':
        return of.PolynomialLR(o, total_iters=length, power=s['power'])
    if kind == 'cosine':
        return of.CosineAnnealingLR(o, T_max=length, eta_min=s.get('floor', 0))
    if kind == 'cosineRestarts':
        return of.CosineAnnealingWarmRestarts(o, T_0=s['period'], T_mult=s['periodMultiplier'], eta_min=s.get('floor', 0))
    if kind == 'oneCycle':
        return of.OneCycleLR(o, max_lr=s['peak'], total_steps=length + 1, pct_start=s['warmupFraction'],
                             div_factor=s['startDivisor'], final_div_factor=s['endDivisor'],
                             cycle_momentum=s.get('cycleMomentum', False), base_momentum=s.get('lowMomentum', 0.85),
                             max_momentum=s.get('highMomentum', 0.95))
    raise ValueError(kind)


def rates_of(s, rate, n):
    """The rates, and the momenta where they are cycled."""
    o = optimizer(rate)
    w = s.get('warmupSteps', 0)
    if w == 0:
        scheduler = plain(s, o, n)
    else:
        warmup = of.LinearLR(o, start_factor=s['warmupStartFactor'], end_factor=1.0, total_iters=w)
        scheduler = of.SequentialLR(o, [warmup, plain(s, o, n - w)], milestones=[w])
    rates, momenta = [], []
    for _ in range(n):
        rates.append(o.param_groups[0]['lr'])
        momenta.append(o.param_groups[0]['momentum'])
        o.step()
        scheduler.step()
    return {'rates': rates, **({'momenta': momenta} if s.get('cycleMomentum') else {})}


def plateau_rates(s, rate, losses):
    o = optimizer(rate)
    mode = {'relative': 'rel', 'absolute': 'abs'}[s.get('thresholdMode', 'relative')]
    scheduler = of.ReduceLROnPlateau(o, factor=s['factor'], patience=s['patience'], threshold=s['threshold'],
                                     threshold_mode=mode, cooldown=s['cooldown'], min_lr=s['minimum'],
                                     eps=s['smallestChange'])
    rates, window = [], []
    for loss in losses:
        rates.append(o.param_groups[0]['lr'])
        o.step()
        window.append(loss)
        if len(window) == s.get('every', 1):
            scheduler.step(sum(window) / len(window))
            window = []
    return rates


def plateau(**changes):
    return {'kind': 'reduceOnPlateau', 'watch': 'trainingLoss', 'every': 1, 'factor': 0.1, 'patience': 10,
            'threshold': 1e-4, 'thresholdMode': 'relative', 'cooldown': 0, 'minimum': 0, 'smallestChange': 1e-8, **changes}


def noisy(seed, n, floor):
    draw = random.Random(seed)
    return [floor + 2 * 0.97 ** k + draw.uniform(-0.05, 0.05) for k in range(n)]


warm = {'warmupSteps': 7, 'warmupStartFactor': 0.25}
known = [
    ({'kind': 'linear', 'steps': 0, 'startFactor': 1, 'endFactor': 0}, 0.1, 40),
    ({'kind': 'linear', 'steps': 25, 'startFactor': 0.5, 'endFactor': 0.125}, 0.03, 60),
    ({'kind': 'linearWarmup', 'steps': 5, 'startFactor': 1 / 3}, 0.002, 20),
    ({'kind': 'polynomial', 'steps': 0, 'power': 1}, 0.1, 50),
    ({'kind': 'polynomial', 'steps': 30, 'power': 2.5}, 0.7, 45),
    ({'kind': 'cosine', 'steps': 0, 'floor': 0}, 0.01, 80),
    ({'kind': 'cosine', 'steps': 33, 'floor': 0.0002}, 0.05, 33),
    ({'kind': 'cosineRestarts', 'period': 15, 'periodMultiplier': 1, 'floor': 0}, 0.1, 70),
    ({'kind': 'cosineRestarts', 'period': 3, 'periodMultiplier': 3, 'floor': 0.01}, 0.2, 100),
    ({'kind': 'oneCycle', 'peak': 0.05, 'steps': 0, 'warmupFraction': 0.1, 'startDivisor': 10, 'endDivisor': 100}, 0.1, 90),
    ({'kind': 'oneCycle', 'peak': 3, 'steps': 47, 'warmupFraction': 0.45, 'startDivisor': 4, 'endDivisor': 20}, 0.1, 47),
    ({'kind': 'oneCycle', 'peak': 0.1, 'steps': 0, 'warmupFraction': 0.1, 'startDivisor': 25, 'endDivisor': 1e4}, 0.1, 5),
    ({'kind': 'oneCycle', 'peak': 0.1, 'steps': 0, 'warmupFraction': 0.0, 'startDivisor': 25, 'endDivisor': 1e4}, 0.1, 12),
    ({'kind': 'oneCycle', 'peak': 0.1, 'steps': 0, 'warmupFraction': 0.25, 'startDivisor': 25, 'endDivisor': 1e4}, 0.1, 1),
    ({'kind': 'oneCycle', 'peak': 0.1, 'steps': 0, 'warmupFraction': 1.0, 'startDivisor': 25, 'endDivisor': 1e4}, 0.1, 7),
    ({'kind': 'oneCycle', 'peak': 0.02, 'steps': 0, 'warmupFraction': 0.3, 'startDivisor': 25, 'endDivisor': 1e4,
      'cycleMomentum': True}, 0.1, 30),
    ({'kind': 'oneCycle', 'peak': 0.02, 'steps': 0, 'warmupFraction': 0.1, 'startDivisor': 25, 'endDivisor': 1e4,
      'cycleMomentum': True, 'highMomentum': 0.9, 'lowMomentum': 0.2}, 0.1, 6),
    ({'kind': 'constant', **warm}, 0.1, 20),
    ({'kind': 'exponential', 'gamma': 0.9, **warm}, 0.1, 30),
    ({'kind': 'step', 'every': 6, 'gamma': 0.3, **warm}, 0.1, 40),
    ({'kind': 'inverseTime', 'decayRate': 2, 'every': 5, **warm}, 0.1, 40),
    ({'kind': 'cosineRestarts', 'period': 8, 'periodMultiplier': 2, 'floor': 0.001, **warm}, 0.1, 60),
    ({'kind': 'cosine', 'steps': 40, 'floor': 0, **warm}, 0.1, 47),
]
following = [
    (plateau(patience=3), 0.1, noisy(1, 150, 0.3)),
    (plateau(factor=0.5, patience=2, threshold=0.01, cooldown=4, minimum=0.004), 0.1, noisy(2, 200, 0.1)),
    (plateau(factor=0.7, patience=5, threshold=0.02, thresholdMode='absolute'), 0.02, noisy(3, 200, -1)),
    (plateau(factor=0.2, patience=0, smallestChange=1e-3), 0.1, noisy(4, 60, 1)),
    (plateau(factor=0.5, patience=1, every=4), 0.1, noisy(5, 160, 0.2)),
]
cases = [{'schedule': s, 'learningRate': r, 'totalSteps': n, **rates_of(s, r, n)} for s, r, n in known]
cases += [{'schedule': s, 'learningRate': r, 'totalSteps': len(l), 'losses': l, 'rates': plateau_rates(s, r, l)}
          for s, r, l in following]
print(json.dumps({'formatVersion': 1, 'source': 'PyTorch ' + torch.__version__, 'script': 'pytorchSchedules.py',
                  'precision': 'float64', 'cases': cases}))
