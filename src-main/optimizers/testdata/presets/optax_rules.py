"""Rules of optax, written again in NumPy from `optax/_src` and `optax/transforms`."""

import numpy as np

from paths import by_numpy


def optax_ema(w):
    ema = np.zeros_like(w)
    while True:
        t, g, lr = yield w
        ema = (1 - 0.9) * (g**1) + 0.9 * ema
        w = w + -lr * ema


def optax_rmsprop(w):
    decay, eps, nu = 0.9, 1e-8, np.zeros_like(w)
    while True:
        t, g, lr = yield w
        nu = (1 - decay) * (g**2) + decay * nu
        scaling = 1 / np.sqrt(nu + eps)
        w = w + -lr * (scaling * g)


def optax_adagrad(w):
    sum_of_squares = np.full_like(w, 0.1)
    while True:
        t, g, lr = yield w
        sum_of_squares = g**2 + sum_of_squares
        inverse = np.where(sum_of_squares > 0, 1 / np.sqrt(sum_of_squares + 1e-7), 0.0)
        w = w + -lr * (inverse * g)


def optax_adadelta(w):
    rho, eps, e_g, e_x = 0.9, 1e-6, np.zeros_like(w), np.zeros_like(w)
    while True:
        t, g, lr = yield w
        e_g = (1 - rho) * (g**2) + rho * e_g
        update = (np.sqrt(e_x + eps) / np.sqrt(e_g + eps)) * g
        e_x = (1 - rho) * (update**2) + rho * e_x
        w = w + -lr * update


def optax_scaled(moments, weight_decay=0.0, after=lambda update, w: update):
    """optax: what `moments` makes of the gradient, decay added, then times minus the rate."""

    def rule(w):
        state = moments(w)
        next(state)
        while True:
            t, g, lr = yield w
            update = state.send((t, g))
            w = w + -lr * after(update + weight_decay * w, w)

    return by_numpy(rule)


def optax_adam(eps, error=False, eps_root=0.0):
    def moments(w):
        b1, b2, mu, nu, out = 0.9, 0.999, np.zeros_like(w), np.zeros_like(w), None
        while True:
            count, g = yield out
            mu = (1 - b1) * g + b1 * mu
            observed = g - mu if error else g
            nu = (1 - b2) * observed**2 + b2 * nu
            if error:
                nu = nu + eps_root
            mu_hat, nu_hat = mu / (1 - b1**count), nu / (1 - b2**count)
            out = mu_hat / (np.sqrt(nu_hat) + eps)

    return moments


def optax_yogi(w):
    b1, b2, eps, out = 0.9, 0.999, 1e-3, None
    mu, nu = np.full_like(w, 1e-6), np.full_like(w, 1e-6)
    while True:
        count, g = yield out
        mu = (1 - b1) * g + b1 * mu
        nu = nu - (1 - b2) * np.sign(nu - g**2) * g**2
        out = (mu / (1 - b1**count)) / (np.sqrt(nu / (1 - b2**count) + 0.0) + eps)


def optax_lion(w):
    b1, b2, mu, out = 0.9, 0.99, np.zeros_like(w), None
    while True:
        count, g = yield out
        out = np.sign((1.0 - b1) * g + b1 * mu)
        mu = (1 - b2) * g + b2 * mu


def trust(update, param):
    param_norm, update_norm = np.linalg.norm(param), np.linalg.norm(update)
    return update * (1.0 if param_norm == 0 or update_norm == 0 else param_norm / (update_norm + 0.0))
