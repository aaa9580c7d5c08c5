"""The validation loss of a network with batch normalisation from what is exported of it, for runningStatistics.test.ts:
dense, normalisation by the running mean and variance (epsilon 1e-5), ReLU, dense, softmax cross-entropy.
Run: python3 runningStatistics.py < runningStatistics.json > new.json && mv new.json runningStatistics.json     (needs numpy)
It reads `exported` (by `lab export --what parameters`), `inputs` and `targets` (the validation part), and renews the losses."""
import json
import sys

import numpy as np

fixture = json.load(sys.stdin)
exported = fixture['exported']
tensors = {t['name']: np.array(t['values']).reshape(t['shape']) for t in exported['parameters'] + exported['statistics']}


def loss(mean, variance):
    hidden = np.array(fixture['inputs']) @ tensors['h.W'] + tensors['h.b']
    normal = tensors['norm.W'] * (hidden - mean(hidden)) / np.sqrt(variance(hidden) + 1e-5) + tensors['norm.b']
    scores = np.maximum(normal, 0) @ tensors['o.W'] + tensors['o.b']
    logarithms = np.log(np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1)) + scores.max(axis=1)
    return float(np.mean(logarithms - scores[np.arange(len(scores)), fixture['targets']]))


fixture['validationLoss'] = loss(lambda _: tensors['norm.runningMean'], lambda _: tensors['norm.runningVariance'])
fixture['lossByBatchStatistics'] = loss(lambda h: h.mean(axis=0), lambda h: h.var(axis=0))
print(json.dumps(fixture))
