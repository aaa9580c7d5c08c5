"""Rules of PyTorch that torch 1.13 does not have or does otherwise, written again in NumPy from `torch/optim`."""

import math

import numpy as np

from paths import f8


def pytorch2_nadam(w):
    beta1, beta2, psi, mu_product, exp_avg, exp_avg_sq = 0.9, 0.999, 4e-3, 1.0, np.zeros_like(w), np.zeros_like(w)
    while True:
        step, grad, lr = yield w
        mu = beta1 * (1.0 - 0.5 * (0.96 ** (step * psi)))
        mu_next = beta1 * (1.0 - 0.5 * (0.96 ** ((step + 1) * psi)))
        mu_product *= mu
        exp_avg = exp_avg + (1 - beta1) * (grad - exp_avg)
        exp_avg_sq = exp_avg_sq * beta2 + (1 - beta2) * grad * grad
        denom = np.sqrt(exp_avg_sq / (1 - beta2**step)) + 1e-8
        w = w + (-lr * (1.0 - mu) / (1.0 - mu_product)) * grad / denom
        w = w + ((-lr * mu_next) / (1.0 - mu_product * mu_next)) * exp_avg / denom


def pytorch_adafactor(param):
    eps1, eps2, d, beta2_decay = np.finfo(f8).eps, 1e-3, 1.0, -0.8
    row_var, col_var, variance = np.zeros((*param.shape[:-1], 1)), None, np.zeros_like(param)
    if param.ndim > 1:
        col_var = np.zeros((*param.shape[:-2], 1, param.shape[-1]))
    while True:
        step, grad, lr = yield param
        one_minus_beta2_t = step**beta2_decay
        rho_t = min(lr, 1 / (step**0.5))
        alpha = max(eps2, np.linalg.norm(param) / (param.size**0.5)) * rho_t
        if grad.ndim > 1:
            row_mean = np.linalg.norm(grad, axis=-1, keepdims=True) ** 2 / grad.shape[-1]
            row_var = row_var + one_minus_beta2_t * (row_mean - row_var)
            col_mean = np.linalg.norm(grad, axis=-2, keepdims=True) ** 2 / grad.shape[-2]
            col_var = col_var + one_minus_beta2_t * (col_mean - col_var)
            var_estimate = row_var @ col_var
            var_estimate = var_estimate / np.maximum(row_var.mean(axis=-2, keepdims=True), eps1)
        else:
            variance = variance + one_minus_beta2_t * (grad * grad - variance)
            var_estimate = variance.copy()
        update = (1 / np.sqrt(np.maximum(var_estimate, eps1 * eps1))) * grad
        denom = max(1.0, np.linalg.norm(update) / ((update.size**0.5) * d))
        param = param + (-alpha / denom) * update


def newton_schulz(x, steps=5):
    a, b, c = 3.4445, -4.7750, 2.0315
    for _ in range(steps):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x


def transposed_if_tall(x, function):
    return function(x.T).T if x.shape[0] > x.shape[1] else function(x)


def pytorch_muon(w):
    """A parameter here is inputs × units, there units × inputs."""
    param = w.T.copy()
    buf = np.zeros_like(param)
    while True:
        t, grad, lr = yield param.T
        grad = grad.T
        buf = buf + (1 - 0.95) * (grad - buf)
        update = grad + 0.95 * (buf - grad)
        update = transposed_if_tall(update, lambda x: newton_schulz(x / max(np.linalg.norm(x), 1e-7)))
        adjusted = lr * math.sqrt(max(1, param.shape[0] / param.shape[1]))
        param = param * (1 - lr * 0.1)
        param = param + -adjusted * update
