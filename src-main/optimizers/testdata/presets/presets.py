"""A path of every preset, by whoever it is named after.

    python3 presets.py FOLDER            (needs numpy and torch 1.13)

PyTorch's rules that torch 1.13 has are run by it. Programs of authors are run as they are, out of FOLDER, which holds
`sgd_schedulefree.py` and `adamw_schedulefree.py` (facebookresearch/schedule_free), `prodigy.py` (konstmish/prodigy),
`soap.py` (nikhilvyas/SOAP), and as a package `timm_optim` with an empty `__init__.py` the files `rmsprop_tf.py`,
`_helpers.py` and `_types.py` of timm/optim (huggingface/pytorch-image-models). Everything else is written again in NumPy,
operation by operation, from the file that `source` names, or from the equations of the paper that it names; none of it
was made from this program's rules.

Gradients are drawn once, with a seed: five elements from 1e-9 to 50 in size, so that it shows where an epsilon stands,
with a step of zeros and a sign that stays. The rate falls from step to step, so that it shows where the rate stands.
"""

import importlib
import json
import math
import sys
from pathlib import Path

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
here = Path(__file__).parent
sys.path.insert(0, sys.argv[1])
load = importlib.import_module
f8 = np.float64


def problem(shape, steps, scale, seed):
    draw = np.random.default_rng(seed)
    gradients = draw.normal(size=(steps, *shape)) * scale
    gradients[..., -1] = np.abs(gradients[..., -1])
    gradients[3] = 0
    initial = draw.normal(size=shape)
    initial[np.broadcast_to(np.asarray(scale) < 1e-6, (steps, *shape))[0]] = 0
    return {"shape": list(shape), "initial": initial, "gradients": gradients,
            "factors": [1 / (1 + 0.25 * t) for t in range(steps)]}


elements = problem((5,), 8, np.array([1e-9, 1e-5, 1e-2, 1.0, 50.0]), 11)
blocks = problem((2, 3, 2), 8, np.array([1e-9, 1.0]).reshape(2, 1, 1), 12)
matrix = problem((3, 4), 12, np.array([1.0, 30.0, 0.02])[np.arange(12) % 3].reshape(12, 1, 1), 13)
matrix["gradients"][3] = 1 / np.arange(1, 13).reshape(3, 4)


def by_torch(make):
    """make(parameters, rate) -> a torch optimizer."""

    def path(given, rate):
        w = torch.nn.Parameter(torch.tensor(given["initial"]))
        optimizer = make([w], rate)
        if hasattr(optimizer, "train"):
            optimizer.train()
        out = []
        for g, factor in zip(given["gradients"], given["factors"]):
            optimizer.param_groups[0]["lr"] = rate * factor
            w.grad = torch.tensor(g)
            optimizer.step()
            out.append(w.detach().clone().numpy())
        return out

    return path


def by_numpy(rule):
    """rule(w) is a generator that is sent (t, g, rate) and yields the new w."""

    def path(given, rate):
        run = rule(given["initial"].astype(f8).copy())
        next(run)
        return [run.send((t + 1, g.copy(), f8(rate * factor))).copy()
                for t, (g, factor) in enumerate(zip(given["gradients"], given["factors"]))]

    return path


def write(kind, given, *presets, **more):
    """presets: (title, source, rate, path)"""
    document = {
        "kind": kind, "script": "presets.py", "precision": "float64", "shape": given["shape"],
        "initial": given["initial"].ravel().tolist(), "gradients": [g.ravel().tolist() for g in given["gradients"]],
        "rateFactors": given["factors"],
        "presets": [{"title": title, "source": source, "learningRate": rate,
                     "weights": [w.ravel().tolist() for w in path(given, rate)]}
                    for title, source, rate, path in presets],
        **more,
    }
    (here / f"{kind}.json").write_text(json.dumps(document) + "\n")


pytorch = "PyTorch 1.13"


# --- gradient descent and momentum ------------------------------------------------------------------------------------
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


def lecture_momentum(w):
    v = np.zeros_like(w)
    while True:
        t, dw, alpha = yield w
        v = 0.9 * v + (1 - 0.9) * dw
        w = w - alpha * v


def optax_ema(w):
    ema = np.zeros_like(w)
    while True:
        t, g, lr = yield w
        ema = (1 - 0.9) * (g**1) + 0.9 * ema
        w = w + -lr * ema


write("sgd", elements,
      ("PyTorch", pytorch, 1e-3, by_torch(lambda p, r: torch.optim.SGD(p, lr=r))),
      ("Keras 3", "keras/src/optimizers/sgd.py, in NumPy", 0.01, keras_sgd()))
write("momentum", elements,
      ("Heavy ball", pytorch, 1e-3, by_torch(lambda p, r: torch.optim.SGD(p, lr=r, momentum=0.9))),
      ("Keras 3", "keras/src/optimizers/sgd.py, in NumPy", 0.01, keras_sgd(0.9)),
      ("Lecture", "Ng, course 2, week 2, in NumPy", 0.01, by_numpy(lecture_momentum)),
      ("Average", "optax/transforms/_accumulation.py, in NumPy", 0.01, by_numpy(optax_ema)))
write("nesterov", elements,
      ("PyTorch", pytorch, 1e-3, by_torch(lambda p, r: torch.optim.SGD(p, lr=r, momentum=0.9, nesterov=True))),
      ("Keras 3", "keras/src/optimizers/sgd.py, in NumPy", 0.01, keras_sgd(0.9, True)))


# --- RMSProp ----------------------------------------------------------------------------------------------------------
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


def keras_rmsprop(w):
    rho, momentum, epsilon, velocity = 0.9, 0.0, 1e-7, np.zeros_like(w)
    while True:
        t, g, lr = yield w
        velocity = rho * velocity + (1 - rho) * np.square(g)
        increment = (lr * g) / np.sqrt(velocity + epsilon)
        w = w - increment


def tf1_rmsprop(w):
    ms, mom, rho, momentum, epsilon = np.ones_like(w), np.zeros_like(w), 0.9, 0.0, 1e-10
    while True:
        t, grad, lr = yield w
        ms = ms + (np.square(grad) - ms) * (1 - rho)
        mom = mom * momentum + (grad * lr) / np.sqrt(ms + epsilon)
        w = w - mom


def optax_rmsprop(w):
    decay, eps, nu = 0.9, 1e-8, np.zeros_like(w)
    while True:
        t, g, lr = yield w
        nu = (1 - decay) * (g**2) + decay * nu
        scaling = 1 / np.sqrt(nu + eps)
        w = w + -lr * (scaling * g)


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


timm = load("timm_optim.rmsprop_tf")
write("rmsprop", elements,
      ("Lecture", "Ng, course 2, week 2, in NumPy", 1e-3, by_numpy(lecture_rmsprop)),
      ("Hinton", "lecture 6e, slide 29, in NumPy", 1e-3, by_numpy(hinton_rmsprop)),
      ("Graves", "Graves, 2013, eq. 38–41, in NumPy", 1e-4, by_numpy(graves)),
      ("PyTorch", pytorch, 0.01, by_torch(lambda p, r: torch.optim.RMSprop(p, lr=r))),
      ("Keras 3", "keras/src/optimizers/rmsprop.py, in NumPy", 1e-3, by_numpy(keras_rmsprop)),
      ("TensorFlow 1", "tensorflow/core/kernels/training_ops.cc, in NumPy", 1e-3, by_numpy(tf1_rmsprop)),
      ("timm", "timm/optim/rmsprop_tf.py", 0.01, by_torch(lambda p, r: timm.RMSpropTF(p, lr=r))),
      ("optax", "optax/_src/transform.py, in NumPy", 1e-3, by_numpy(optax_rmsprop)),
      ("Chainer", "chainer/optimizers/rmsprop.py, in NumPy", 0.01, by_numpy(chainer_rmsprop)),
      ("Paddle", "paddle/phi/kernels/impl/rmsprop_kernel_impl.h, in NumPy", 1e-3, by_numpy(paddle_rmsprop)))


# --- Adagrad, Adadelta ------------------------------------------------------------------------------------------------
def keras_adagrad(w):
    accumulator = np.full_like(w, 0.1)
    while True:
        t, g, lr = yield w
        accumulator = accumulator + np.square(g)
        w = w - (lr * g) / np.sqrt(accumulator + 1e-7)


def optax_adagrad(w):
    sum_of_squares = np.full_like(w, 0.1)
    while True:
        t, g, lr = yield w
        sum_of_squares = g**2 + sum_of_squares
        inverse = np.where(sum_of_squares > 0, 1 / np.sqrt(sum_of_squares + 1e-7), 0.0)
        w = w + -lr * (inverse * g)


def zeiler(w):
    mean_g, mean_x = np.zeros_like(w), np.zeros_like(w)
    rms = lambda mean: np.sqrt(mean + 1e-6)
    while True:
        t, g, rate = yield w
        mean_g = 0.95 * mean_g + (1 - 0.95) * g**2
        delta = -rms(mean_x) / rms(mean_g) * g
        mean_x = 0.95 * mean_x + (1 - 0.95) * delta**2
        w = w + rate * delta


def keras_adadelta(w):
    rho, grads, deltas = 0.95, np.zeros_like(w), np.zeros_like(w)
    rms = lambda x: np.sqrt(x + 1e-7)
    while True:
        t, grad, lr = yield w
        grads = rho * grads + (1 - rho) * np.square(grad)
        delta_var = -((rms(deltas) * grad) / rms(grads))
        deltas = rho * deltas + (1 - rho) * np.square(delta_var)
        w = w + lr * delta_var


def optax_adadelta(w):
    rho, eps, e_g, e_x = 0.9, 1e-6, np.zeros_like(w), np.zeros_like(w)
    while True:
        t, g, lr = yield w
        e_g = (1 - rho) * (g**2) + rho * e_g
        update = (np.sqrt(e_x + eps) / np.sqrt(e_g + eps)) * g
        e_x = (1 - rho) * (update**2) + rho * e_x
        w = w + -lr * update


write("adagrad", elements,
      ("PyTorch", pytorch, 0.01, by_torch(lambda p, r: torch.optim.Adagrad(p, lr=r))),
      ("Keras 3", "keras/src/optimizers/adagrad.py, in NumPy", 1e-3, by_numpy(keras_adagrad)),
      ("optax", "optax/_src/transform.py, in NumPy", 0.01, by_numpy(optax_adagrad)))
write("adadelta", elements,
      ("Paper", "Zeiler, 2012, algorithm 1, in NumPy", 1, by_numpy(zeiler)),
      ("PyTorch", pytorch, 1, by_torch(lambda p, r: torch.optim.Adadelta(p, lr=r))),
      ("Keras 3", "keras/src/optimizers/adadelta.py, in NumPy", 1e-3, by_numpy(keras_adadelta)),
      ("optax", "optax/_src/transform.py, in NumPy", 1, by_numpy(optax_adadelta)))


# --- the Adam family --------------------------------------------------------------------------------------------------
def paper_adam(w):
    m, v = np.zeros_like(w), np.zeros_like(w)
    while True:
        t, g, alpha = yield w
        m = 0.9 * m + (1 - 0.9) * g
        v = 0.999 * v + (1 - 0.999) * g**2
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        w = w - alpha * m_hat / (np.sqrt(v_hat) + 1e-8)


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


def paper_yogi(w):
    m, v = np.zeros_like(w), np.zeros_like(w)
    while True:
        t, g, alpha = yield w
        m = 0.9 * m + (1 - 0.9) * g
        v = v - (1 - 0.999) * np.sign(v - g**2) * g**2
        w = w - alpha * m / (np.sqrt(v) + 1e-3)


def optax_lion(w):
    b1, b2, mu, out = 0.9, 0.99, np.zeros_like(w), None
    while True:
        count, g = yield out
        out = np.sign((1.0 - b1) * g + b1 * mu)
        mu = (1 - b2) * g + b2 * mu


def paper_lion(w):
    m = np.zeros_like(w)
    while True:
        t, g, eta = yield w
        c = 0.9 * m + (1 - 0.9) * g
        w = w - eta * np.sign(c)
        m = 0.99 * m + (1 - 0.99) * g


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


def paper_adabelief(w):
    m, s = np.zeros_like(w), np.zeros_like(w)
    while True:
        t, g, alpha = yield w
        m = 0.9 * m + (1 - 0.9) * g
        s = 0.999 * s + (1 - 0.999) * (g - m) ** 2 + 1e-8
        w = w - alpha * (m / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.999**t)) + 1e-8)


write("adam", elements,
      ("Paper", "Kingma & Ba, 2015, section 2, algorithm 1, in NumPy", 1e-3, by_numpy(paper_adam)),
      ("PyTorch", pytorch, 1e-3, by_torch(lambda p, r: torch.optim.Adam(p, lr=r))),
      ("Keras 3", "keras/src/optimizers/adam.py, in NumPy", 1e-3, keras_adam()),
      ("optax", "optax/_src/transform.py, in NumPy", 1e-3, optax_scaled(optax_adam(1e-8))),
      ("AMSGrad", pytorch, 1e-3, by_torch(lambda p, r: torch.optim.Adam(p, lr=r, betas=(0.9, 0.99), amsgrad=True))))
write("adamw", elements,
      ("PyTorch", pytorch, 1e-3, by_torch(lambda p, r: torch.optim.AdamW(p, lr=r))),
      ("Keras 3", "keras/src/optimizers/adamw.py, in NumPy", 1e-3, keras_adam(0.004)),
      ("optax", "optax/_src/alias.py, in NumPy", 1e-3, optax_scaled(optax_adam(1e-8), 1e-4)))
write("adamax", elements,
      ("PyTorch", pytorch, 2e-3, by_torch(lambda p, r: torch.optim.Adamax(p, lr=r))),
      ("Keras 3", "keras/src/optimizers/adamax.py, in NumPy", 1e-3, by_numpy(keras_adamax)))
write("nadam", elements,
      ("PyTorch 1", pytorch, 2e-3, by_torch(lambda p, r: torch.optim.NAdam(p, lr=r))),
      ("PyTorch 2", "torch/optim/nadam.py, in NumPy", 2e-3, by_numpy(pytorch2_nadam)),
      ("Keras 3", "keras/src/optimizers/nadam.py, in NumPy", 1e-3, by_numpy(keras_nadam)))
write("radam", elements, ("PyTorch", pytorch, 1e-3, by_torch(lambda p, r: torch.optim.RAdam(p, lr=r))))
write("adabelief", elements,
      ("Paper", "Zhuang et al., 2020, algorithm 2, in NumPy", 1e-3, by_numpy(paper_adabelief)),
      ("optax", "optax/_src/transform.py, in NumPy", 1e-3, optax_scaled(optax_adam(1e-16, True, 1e-16))))
write("yogi", elements,
      ("Paper", "Zaheer et al., 2018, algorithm 2, in NumPy", 0.01, by_numpy(paper_yogi)),
      ("optax", "optax/_src/transform.py, in NumPy", 0.01, optax_scaled(optax_yogi)))
write("lion", elements,
      ("Paper", "Chen et al., 2023, algorithm 2, in NumPy", 1e-4, by_numpy(paper_lion)),
      ("optax", "optax/_src/transform.py, in NumPy", 1e-4, optax_scaled(optax_lion, 1e-3)))
write("rprop", elements, ("PyTorch", pytorch, 0.01, by_torch(lambda p, r: torch.optim.Rprop(p, lr=r))))

# --- programs of authors ----------------------------------------------------------------------------------------------
free_sgd, free_adamw = load("sgd_schedulefree"), load("adamw_schedulefree")
write("scheduleFreeSgd", elements,
      ("Authors", "schedulefree/sgd_schedulefree.py", 1,
       by_torch(lambda p, r: free_sgd.SGDScheduleFree(p, lr=r, foreach=False))))
write("scheduleFreeAdamw", elements,
      ("Authors", "schedulefree/adamw_schedulefree.py", 2.5e-3,
       by_torch(lambda p, r: free_adamw.AdamWScheduleFree(p, lr=r, foreach=False))))
author_prodigy = load("prodigy")
write("prodigy", elements,
      ("Authors", "prodigyopt/prodigy.py", 1, by_torch(lambda p, r: author_prodigy.Prodigy(p, lr=r))))
torch.Tensor.float = lambda self: self  # the authors take eigenvectors and QR in float32 whatever the precision
author_soap = load("soap")
write("soap", matrix,
      ("Paper", "soap.py of the authors, in float64", 3e-3, by_torch(lambda p, r: author_soap.SOAP(p, lr=r))),
      tolerance=1e-11, because="each element of the turned gradient carries the rounding of the largest one, and is "
                               "divided by its own size")


# --- rules that see a parameter as a whole ----------------------------------------------------------------------------
def paper_lamb(w):
    m, v = np.zeros_like(w), np.zeros_like(w)
    while True:
        t, g, eta = yield w
        m = 0.9 * m + (1 - 0.9) * g
        v = 0.999 * v + (1 - 0.999) * g**2
        r = (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-6)
        u = r + 0.01 * w
        w = w - eta * (np.linalg.norm(w) / np.linalg.norm(u)) * u


def trust(update, param):
    param_norm, update_norm = np.linalg.norm(param), np.linalg.norm(update)
    return update * (1.0 if param_norm == 0 or update_norm == 0 else param_norm / (update_norm + 0.0))


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


def moonlight(w):
    m = np.zeros_like(w)
    while True:
        t, grad, eta = yield w
        m = 0.95 * m + grad
        o = newton_schulz((grad + 0.95 * m) / np.linalg.norm(grad + 0.95 * m))
        w = w - eta * (0.2 * math.sqrt(max(w.shape)) * o + 0.1 * w)


write("lamb", matrix,
      ("Paper", "You et al., 2020, algorithm 2, in NumPy", 1e-3, by_numpy(paper_lamb)),
      ("optax", "optax/_src/transform.py, in NumPy", 1e-3, optax_scaled(optax_adam(1e-6), 0.0, trust)))
write("adafactor", blocks, ("PyTorch", "torch/optim/_adafactor.py, in NumPy", 0.01, by_numpy(pytorch_adafactor)))
write("muon", matrix,
      ("PyTorch", "torch/optim/_muon.py, in NumPy with float64", 1e-3, by_numpy(pytorch_muon)),
      ("Moonlight", "Liu et al., 2025, equations 1–4, in NumPy", 1e-3, by_numpy(moonlight)))
