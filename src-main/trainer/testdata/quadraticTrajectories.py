"""Gradient methods on ½·xᵀ·R·Λ·Rᵀ·x in float64, by the rules PyTorch 1.13 documents for torch.optim
(SGD, RMSprop, Adam) and torch.optim.lr_scheduler (ExponentialLR, StepLR, LambdaLR), written here apart from the program
under test. `lecture` marks the one variant that is Ng's and not PyTorch's.

Run: python3 quadraticTrajectories.py > quadraticTrajectories.json
"""
import json
import math


def gradient(case, x):
    lam = case['eigenvalues']
    angle = math.radians(case.get('rotationDegrees', 0))
    if angle == 0:
        return [l * v for l, v in zip(lam, x)]
    c, s = math.cos(angle), math.sin(angle)
    h00 = c * c * lam[0] + s * s * lam[1]
    h01 = c * s * (lam[0] - lam[1])
    h11 = s * s * lam[0] + c * c * lam[1]
    return [h00 * x[0] + h01 * x[1], h01 * x[0] + h11 * x[1]]


def rate(schedule, base, k):
    kind = schedule['kind']
    if kind == 'exponential':
        return base * schedule['gamma'] ** k
    if kind == 'step':
        return base * schedule['gamma'] ** (k // schedule['every'])
    if kind == 'inverseTime':
        return base / (1 + schedule['decayRate'] * k / schedule['every'])
    return base


def sgd(o, state, i, w, g, lr, t):
    return w - lr * (g + o.get('weightDecay', 0) * w)


def momentum(o, state, i, w, g, lr, t):
    g = g + o.get('weightDecay', 0) * w
    damp = o.get('dampening', 0)
    if t == 1:
        v = (1 - damp) * g if o.get('firstStep') == 'dampened' else g
    else:
        v = o['beta1'] * state['v'][i] + (1 - damp) * g
    state['v'][i] = v
    return w - lr * v


def rmsprop(o, state, i, w, g, lr, t):
    g = g + o.get('weightDecay', 0) * w
    b = o['beta2']
    state['s'][i] = b * state['s'][i] + (1 - b) * g * g
    mean_square = state['s'][i]
    if o.get('centered'):
        state['gAvg'][i] = b * state['gAvg'][i] + (1 - b) * g
        mean_square -= state['gAvg'][i] ** 2
    step = g / (math.sqrt(mean_square) + o['epsilon'])
    if o.get('momentum', 0) > 0:
        state['m'][i] = o['momentum'] * state['m'][i] + step
        step = state['m'][i]
    return w - lr * step


def adam(o, state, i, w, g, lr, t):
    g = g + o.get('weightDecay', 0) * w
    state['m'][i] = o['beta1'] * state['m'][i] + (1 - o['beta1']) * g
    state['s'][i] = o['beta2'] * state['s'][i] + (1 - o['beta2']) * g * g
    c1 = 1 - o['beta1'] ** t
    c2 = 1 - o['beta2'] ** t
    return w - (lr / c1) * state['m'][i] / (math.sqrt(state['s'][i]) / math.sqrt(c2) + o['epsilon'])


RULES = {'sgd': (sgd, ''), 'momentum': (momentum, 'v'), 'rmsprop': (rmsprop, 's'), 'adam': (adam, 'm s')}


def run(case):
    o = case['optimizer']
    rule, names = RULES[o['kind']]
    names = names.split() + (['gAvg'] if o.get('centered') else []) + (['m'] if o.get('momentum', 0) > 0 else [])
    x = list(case['start'])
    state = {name: [0.0] * len(x) for name in names}
    for t in range(1, case['steps'] + 1):
        g = gradient(case, x)
        lr = rate(case['schedule'], o['learningRate'], t - 1)
        x = [rule(o, state, i, x[i], g[i], lr, t) for i in range(len(x))]
    return {**case, 'x': x, 'slots': state}


BOWL = {'eigenvalues': [1, 50], 'start': [-8, 1.5], 'steps': 60}
TURNED = {**BOWL, 'rotationDegrees': 30}
FIVE = {'eigenvalues': [0.1, 1, 3, 10, 100], 'start': [1, -2, 3, -4, 5], 'steps': 80}
CONSTANT = {'kind': 'constant'}
OPTIMIZERS = [
    {'kind': 'sgd', 'learningRate': 0.01},
    {'kind': 'sgd', 'learningRate': 0.01, 'weightDecay': 0.3},
    {'kind': 'momentum', 'learningRate': 0.005, 'beta1': 0.9, 'dampening': 0},
    {'kind': 'momentum', 'learningRate': 0.01, 'beta1': 0.9, 'dampening': 0.9},
    {'kind': 'momentum', 'learningRate': 0.01, 'beta1': 0.8, 'dampening': 0.5, 'weightDecay': 0.1},
    {'kind': 'momentum', 'learningRate': 0.01, 'beta1': 0.9, 'dampening': 0.9, 'firstStep': 'dampened'},
    {'kind': 'rmsprop', 'learningRate': 0.1, 'beta2': 0.9, 'epsilon': 1e-8},
    {'kind': 'rmsprop', 'learningRate': 0.05, 'beta2': 0.99, 'epsilon': 1e-3, 'weightDecay': 0.2},
    {'kind': 'rmsprop', 'learningRate': 0.02, 'beta2': 0.95, 'epsilon': 1e-6, 'centered': True},
    {'kind': 'rmsprop', 'learningRate': 0.01, 'beta2': 0.9, 'epsilon': 1e-8, 'momentum': 0.9},
    {'kind': 'rmsprop', 'learningRate': 0.01, 'beta2': 0.9, 'epsilon': 1e-4, 'momentum': 0.5, 'centered': True, 'weightDecay': 0.1},
    {'kind': 'adam', 'learningRate': 0.15, 'beta1': 0.9, 'beta2': 0.999, 'epsilon': 1e-8},
    {'kind': 'adam', 'learningRate': 0.1, 'beta1': 0.8, 'beta2': 0.99, 'epsilon': 1e-4, 'weightDecay': 0.3},
]
SCHEDULES = [
    {'kind': 'exponential', 'gamma': 0.97},
    {'kind': 'step', 'every': 15, 'gamma': 0.5},
    {'kind': 'inverseTime', 'decayRate': 0.5, 'every': 10},
]
cases = [{**p, 'optimizer': o, 'schedule': CONSTANT} for p in (BOWL, TURNED, FIVE) for o in OPTIMIZERS]
cases += [{**BOWL, 'optimizer': OPTIMIZERS[i], 'schedule': s} for i in (0, 6, 9, 11) for s in SCHEDULES]
# λmax 100 is too steep for the plain steps above
cases = [c for c in cases if not (c['eigenvalues'][-1] == 100 and c['optimizer']['learningRate'] > 0.0199 and c['optimizer']['kind'] == 'sgd')]
print(json.dumps({'format': 1, 'source': 'quadraticTrajectories.py, Python float64', 'cases': [run(c) for c in cases]}))
