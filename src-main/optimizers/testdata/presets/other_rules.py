"""RMSProp of TensorFlow 1, Chainer and Paddle, written again in NumPy from the files that `presets.py` names."""

import numpy as np


def tf1_rmsprop(w):
    ms, mom, rho, momentum, epsilon = np.ones_like(w), np.zeros_like(w), 0.9, 0.0, 1e-10
    while True:
        t, grad, lr = yield w
        ms = ms + (np.square(grad) - ms) * (1 - rho)
        mom = mom * momentum + (grad * lr) / np.sqrt(ms + epsilon)
        w = w - mom


def chainer_rmsprop(w):
    ms, alpha, eps = np.zeros_like(w), 0.99, 1e-8
    while True:
        t, grad, lr = yield w
        ms *= alpha
        ms += (1 - alpha) * grad * grad
        w = w - lr * grad / (np.sqrt(ms) + eps)


def paddle_rmsprop(w):
    ms, mom, rho, momentum, epsilon = np.zeros_like(w), np.zeros_like(w), 0.95, 0.0, 1e-6
    while True:
        t, g, lr = yield w
        ms = rho * ms + (1 - rho) * g * g
        mom = momentum * mom + lr * g / np.sqrt(ms + epsilon)
        w = w - mom
