"""Rules of Keras 3, written again in NumPy from `keras/src/optimizers`."""

import numpy as np

from paths import by_numpy


def keras_sgd(momentum=0.0, nesterov=False):
    def rule(w):
        m = np.zeros_like(w)
        while True:
            t, g, lr = yield w
            if momentum != 0:
                m = m * momentum - g * lr
                w = w + (m * momentum - g * lr) if nesterov else w + m
            else:
                w = w - g * lr

    return by_numpy(rule)


def keras_rmsprop(w):
    rho, momentum, epsilon, velocity = 0.9, 0.0, 1e-7, np.zeros_like(w)
    while True:
        t, g, lr = yield w
        velocity = rho * velocity + (1 - rho) * np.square(g)
        increment = (lr * g) / np.sqrt(velocity + epsilon)
        w = w - increment


def keras_adagrad(w):
    accumulator = np.full_like(w, 0.1)
    while True:
        t, g, lr = yield w
        accumulator = accumulator + np.square(g)
        w = w - (lr * g) / np.sqrt(accumulator + 1e-7)


def keras_adadelta(w):
    rho, grads, deltas = 0.95, np.zeros_like(w), np.zeros_like(w)
    rms = lambda x: np.sqrt(x + 1e-7)
    while True:
        t, grad, lr = yield w
        grads = rho * grads + (1 - rho) * np.square(grad)
        delta_var = -((rms(deltas) * grad) / rms(grads))
        deltas = rho * deltas + (1 - rho) * np.square(delta_var)
        w = w + lr * delta_var


def keras_adam(weight_decay=None):
    def rule(w):
        beta_1, beta_2, epsilon, m, v = 0.9, 0.999, 1e-7, np.zeros_like(w), np.zeros_like(w)
        while True:
            local_step, gradient, lr = yield w
            if weight_decay is not None:
                w = w - w * weight_decay * lr
            alpha = lr * np.sqrt(1 - beta_2**local_step) / (1 - beta_1**local_step)
            m = m + (gradient - m) * (1 - beta_1)
            v = v + (np.square(gradient) - v) * (1 - beta_2)
            w = w - (m * alpha) / (np.sqrt(v) + epsilon)

    return by_numpy(rule)


def keras_adamax(w):
    beta_1, beta_2, epsilon, m, u = 0.9, 0.999, 1e-7, np.zeros_like(w), np.zeros_like(w)
    while True:
        local_step, gradient, lr = yield w
        m = m + (gradient - m) * (1 - beta_1)
        u = np.maximum(beta_2 * u, np.abs(gradient))
        w = w - (lr * m) / ((1 - beta_1**local_step) * (u + epsilon))


def keras_nadam(w):
    beta_1, beta_2, decay, u_product, m, v = 0.9, 0.999, 0.96, 1.0, np.zeros_like(w), np.zeros_like(w)
    while True:
        step, gradient, lr = yield w
        u_product = u_product * beta_1 * (1.0 - 0.5 * decay**step)
        u_t, u_t_1 = beta_1 * (1.0 - 0.5 * decay**step), beta_1 * (1.0 - 0.5 * decay ** (step + 1))
        u_product_1 = u_product * u_t_1
        m = m + (gradient - m) * (1 - beta_1)
        v = v + (np.square(gradient) - v) * (1 - beta_2)
        m_hat = (u_t_1 * m) / (1 - u_product_1) + ((1 - u_t) * gradient) / (1 - u_product)
        w = w - (m_hat * lr) / (np.sqrt(v / (1 - beta_2**step)) + 1e-7)
