"""Rules of papers and lectures, written in NumPy from their equations."""

import math

import numpy as np

from torch_rules import newton_schulz


def lecture_momentum(w):
    v = np.zeros_like(w)
    while True:
        t, dw, alpha = yield w
        v = 0.9 * v + (1 - 0.9) * dw
        w = w - alpha * v


def lecture_rmsprop(w):
    s = np.zeros_like(w)
    while True:
        t, dw, alpha = yield w
        s = 0.9 * s + (1 - 0.9) * dw**2
        w = w - alpha * dw / (np.sqrt(s) + 1e-8)


def hinton_rmsprop(w):
    """Slide 29 has no epsilon; a gradient that was always 0 moves nothing."""
    mean_square = np.zeros_like(w)
    while True:
        t, g, rate = yield w
        mean_square = 0.9 * mean_square + 0.1 * g**2
        root = np.sqrt(mean_square)
        w = w - rate * np.divide(g, root, out=np.zeros_like(g), where=root > 0)


def graves(w):
    n, g_bar, delta = np.zeros_like(w), np.zeros_like(w), np.zeros_like(w)
    while True:
        t, e, rate = yield w
        n = 0.95 * n + 0.05 * e**2
        g_bar = 0.95 * g_bar + 0.05 * e
        delta = 0.9 * delta - rate * e / np.sqrt(n - g_bar**2 + 0.0001)
        w = w + delta


def zeiler(w):
    mean_g, mean_x = np.zeros_like(w), np.zeros_like(w)
    rms = lambda mean: np.sqrt(mean + 1e-6)
    while True:
        t, g, rate = yield w
        mean_g = 0.95 * mean_g + (1 - 0.95) * g**2
        delta = -rms(mean_x) / rms(mean_g) * g
        mean_x = 0.95 * mean_x + (1 - 0.95) * delta**2
        w = w + rate * delta


def paper_adam(w):
    m, v = np.zeros_like(w), np.zeros_like(w)
    while True:
        t, g, alpha = yield w
        m = 0.9 * m + (1 - 0.9) * g
        v = 0.999 * v + (1 - 0.999) * g**2
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        w = w - alpha * m_hat / (np.sqrt(v_hat) + 1e-8)


def paper_yogi(w):
    m, v = np.zeros_like(w), np.zeros_like(w)
    while True:
        t, g, alpha = yield w
        m = 0.9 * m + (1 - 0.9) * g
        v = v - (1 - 0.999) * np.sign(v - g**2) * g**2
        w = w - alpha * m / (np.sqrt(v) + 1e-3)


def paper_lion(w):
    m = np.zeros_like(w)
    while True:
        t, g, eta = yield w
        c = 0.9 * m + (1 - 0.9) * g
        w = w - eta * np.sign(c)
        m = 0.99 * m + (1 - 0.99) * g


def paper_adabelief(w):
    m, s = np.zeros_like(w), np.zeros_like(w)
    while True:
        t, g, alpha = yield w
        m = 0.9 * m + (1 - 0.9) * g
        s = 0.999 * s + (1 - 0.999) * (g - m) ** 2 + 1e-8
        w = w - alpha * (m / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)


def paper_lamb(w):
    m, v = np.zeros_like(w), np.zeros_like(w)
    while True:
        t, g, eta = yield w
        m = 0.9 * m + (1 - 0.9) * g
        v = 0.999 * v + (1 - 0.999) * g**2
        r = (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-6)
        u = r + 0.01 * w
        w = w - eta * (np.linalg.norm(w) / np.linalg.norm(u)) * u


def moonlight(w):
    m = np.zeros_like(w)
    while True:
        t, grad, eta = yield w
        m = 0.95 * m + grad
        o = newton_schulz((grad + 0.95 * m) / np.linalg.norm(grad + 0.95 * m))
        w = w - eta * (0.2 * math.sqrt(max(w.shape)) * o + 0.1 * w)
