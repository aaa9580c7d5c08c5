"""Optima of softmax regression on Iris and of logistic regression on a small table, by Newton's method in float64.

The loss is the mean cross-entropy plus ½·l2·(sum of squared weights); biases carry no penalty.

Run: python3 regression.py > regression.json      (numpy; also writes twoClasses.csv)
"""
import json
import os
import random

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))


def newton(loss, gradient, hessian, size):
    x = np.zeros(size)
    for _ in range(200):
        g = gradient(x)
        step = np.linalg.lstsq(hessian(x), -g, rcond=1e-12)[0]
        scale = 1.0
        while loss(x + scale * step) > loss(x) + 1e-12 and scale > 1e-8:
            scale /= 2
        x = x + scale * step
        if np.abs(g).max() < 1e-14:
            break
    return x


def softmax(inputs, classes, count, l2):
    n, features = inputs.shape
    rows = np.hstack([inputs, np.ones((n, 1))])
    penalty = np.tile(np.append(np.full(features, l2), 0.0), count)
    onehot = np.eye(count)[classes]

    def probabilities(x):
        z = rows @ x.reshape(count, features + 1).T
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def loss(x):
        z = rows @ x.reshape(count, features + 1).T
        top = z.max(axis=1)
        return np.mean(top + np.log(np.exp(z - top[:, None]).sum(axis=1)) - z[np.arange(n), classes]) + 0.5 * penalty @ (x * x)

    def gradient(x):
        return ((probabilities(x) - onehot).T @ rows / n).ravel() + penalty * x

    def hessian(x):
        p = probabilities(x)
        h = np.zeros((x.size, x.size))
        w = features + 1
        for a in range(count):
            for b in range(count):
                weight = p[:, a] * ((a == b) - p[:, b]) / n
                h[a * w:(a + 1) * w, b * w:(b + 1) * w] = (rows * weight[:, None]).T @ rows
        return h + np.diag(penalty)

    x = newton(loss, gradient, hessian, count * (features + 1)).reshape(count, features + 1)
    return {'weights': x[:, :-1].tolist(), 'biases': x[:, -1].tolist(), 'loss': loss(x.ravel())}


def logistic(inputs, classes, l2):
    n, features = inputs.shape
    rows = np.hstack([inputs, np.ones((n, 1))])
    penalty = np.append(np.full(features, l2), 0.0)
    sigmoid = lambda x: 1 / (1 + np.exp(-(rows @ x)))
    loss = lambda x: np.mean(np.logaddexp(0, rows @ x) - classes * (rows @ x)) + 0.5 * penalty @ (x * x)
    gradient = lambda x: rows.T @ (sigmoid(x) - classes) / n + penalty * x
    hessian = lambda x: (rows * (sigmoid(x) * (1 - sigmoid(x)))[:, None]).T @ rows / n + np.diag(penalty)
    x = newton(loss, gradient, hessian, features + 1)
    return {'weights': [x[:-1].tolist()], 'biases': [x[-1]], 'loss': loss(x)}


draw = random.Random(7)
table = []
for index in range(60):
    label = index % 2
    table.append([round(draw.gauss(0.8 * label, 1), 4), round(draw.gauss(-0.5 * label, 1), 4), round(draw.gauss(0, 2), 4), label])
with open(os.path.join(here, 'twoClasses.csv'), 'w') as file:
    file.write('a,b,c,class\n')
    for *values, label in table:
        file.write(','.join(map(repr, values)) + ',' + ('no', 'yes')[label] + '\n')

with open(os.path.join(here, '../../../resources/datasets/iris.json')) as file:
    iris = np.array(json.load(file)['examples'], dtype=float)
own = np.array(table, dtype=float)
print(json.dumps({'formatVersion': 1, 'script': 'regression.py', 'numpy': np.__version__, 'cases': [
    {'kind': 'softmaxRegression', 'l2': 0.01, 'firstLoss': float(np.log(3)), **softmax(iris[:, :4], iris[:, 4].astype(int), 3, 0.01)},
    {'kind': 'logisticRegression', 'l2': 0.05, 'firstLoss': float(np.log(2)), **logistic(own[:, :3], own[:, 3], 0.05)},
]}))
