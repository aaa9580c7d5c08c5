"""Rates of Keras' schedules, for what PyTorch's have not: keras/src/optimizers/schedules/learning_rate_schedule.py,
written again in plain Python, operation by operation.

Run: python3 kerasSchedules.py > kerasSchedules.json
"""
import json


def polynomial_decay(initial, step, decay_steps, end, power):
    step = min(step, decay_steps)
    p = step / decay_steps
    return (initial - end) * (1 - p) ** power + end


def inverse_time_decay(initial, step, decay_steps, decay_rate):
    return initial / (1.0 + decay_rate * (step / decay_steps))


def exponential_decay(initial, step, decay_rate):
    return initial * decay_rate**step


cases = []
for rate, n, end, power in ((0.1, 40, 0.01, 2.0), (0.05, 25, 0.001, 0.5), (0.3, 30, 1e-4, 1.0)):
    cases.append({"schedule": {"kind": "polynomial", "steps": n, "power": power, "floor": end}, "learningRate": rate,
                  "totalSteps": 50, "rates": [polynomial_decay(rate, k, n, end, power) for k in range(50)]})
cases.append({"schedule": {"kind": "inverseTime", "decayRate": 0.5, "every": 7}, "learningRate": 0.2, "totalSteps": 40,
              "rates": [inverse_time_decay(0.2, k, 7, 0.5) for k in range(40)]})
cases.append({"schedule": {"kind": "exponential", "gamma": 0.93}, "learningRate": 0.2, "totalSteps": 40,
              "rates": [exponential_decay(0.2, k, 0.93) for k in range(40)]})
print(json.dumps({"formatVersion": 1, "source": "Keras 3, the equations of its source", "script": "kerasSchedules.py",
                  "precision": "float64", "cases": cases}))
