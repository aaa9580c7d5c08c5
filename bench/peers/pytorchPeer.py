"""
PyTorch on one thread: the eager loop a user writes (variant eager), and the fastest form known here, with the backward
pass by hand on flat buffers (variant manual). OPENBLAS_CORETYPE outside chooses the kernels of its BLAS.
"""
import math
import os

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import torch
import torch.nn.functional as functional
from torch import nn

from contender import answer_requests, blas_core

torch.set_num_threads(1)
torch.manual_seed(1)

BATCHES = 100


def prepare(work, variant):
    kind = work["kind"]
    if kind == "perceptron":
        return eager_perceptron(work) if variant == "eager" else manual_perceptron(work)
    if kind == "convolution":
        return eager_convolution(work) if variant == "eager" else None
    if kind == "update":
        return eager_update(work) if variant == "eager" else manual_update(work)
    if kind == "bowl":
        return eager_bowl(work) if variant == "eager" else manual_bowl(work)
    # products are NumPy's to measure: it calls the same BLAS
    return None


def optimizer_of(parameters, work):
    return torch.optim.RMSprop(parameters, lr=work["learningRate"], alpha=0.9, eps=1e-8)


def batches_of(inputs, targets, size):
    """Contiguous slices, gone through in turn."""
    position = [0]

    def next_batch():
        start = position[0] * size
        position[0] = (position[0] + 1) % BATCHES
        return inputs[start : start + size], targets[start : start + size]

    return next_batch


def perceptron_data(work):
    count = BATCHES * work["batchSize"]
    inputs = torch.randn(count, work["sizes"][0])
    if work["loss"] == "binaryCrossEntropy":
        return inputs, torch.randint(0, 2, (count,)).float()
    return inputs, torch.randint(0, work["sizes"][-1], (count,))


def training_step(model, loss_of, next_batch, optimizer):
    def step():
        inputs, targets = next_batch()
        optimizer.zero_grad()
        loss_of(model(inputs), targets).backward()
        optimizer.step()

    return step


def eager_perceptron(work):
    sizes = work["sizes"]
    layers = []
    for index in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[index], sizes[index + 1]))
        if index + 2 < len(sizes):
            layers.append(nn.Tanh() if work["activation"] == "tanh" else nn.ReLU())
    model = nn.Sequential(*layers)

    def binary(outputs, targets):
        return functional.binary_cross_entropy_with_logits(outputs.squeeze(1), targets)

    loss_of = binary if work["loss"] == "binaryCrossEntropy" else functional.cross_entropy
    next_batch = batches_of(*perceptron_data(work), work["batchSize"])
    return training_step(model, loss_of, next_batch, optimizer_of(model.parameters(), work))


def eager_convolution(work):
    layers = []
    channels, side = 1, work["side"]
    for convolution in work["convolutions"]:
        layers.append(nn.Conv2d(channels, convolution["filters"], convolution["kernel"], padding="same"))
        layers += [nn.ReLU(), nn.MaxPool2d(2)]
        channels, side = convolution["filters"], side // 2
    layers += [nn.Flatten(), nn.Linear(channels * side * side, work["units"]), nn.ReLU()]
    layers += [nn.Dropout(work["dropout"]), nn.Linear(work["units"], work["classes"])]
    model = nn.Sequential(*layers)
    count = BATCHES * work["batchSize"]
    inputs = torch.randn(count, 1, work["side"], work["side"])
    targets = torch.randint(0, work["classes"], (count,))
    next_batch = batches_of(inputs, targets, work["batchSize"])
    return training_step(model, functional.cross_entropy, next_batch, optimizer_of(model.parameters(), work))


def eager_update(work):
    parameter = nn.Parameter(torch.randn(work["parameters"]))
    parameter.grad = torch.randn(work["parameters"]) * 0.01
    return optimizer_of([parameter], work).step


def eager_bowl(work):
    curvatures = torch.tensor([float(value) for value in work["curvatures"]])
    parameter = nn.Parameter(torch.tensor([float(value) for value in work["start"]]))
    optimizer = optimizer_of([parameter], work)

    def step():
        with torch.no_grad():
            parameter.grad = curvatures * parameter
        optimizer.step()

    return step


def update_by_hand(w, g, s, root, learning_rate):
    s.mul_(0.9).addcmul_(g, g, value=0.1)
    torch.sqrt(s, out=root)
    root.add_(1e-8)
    w.addcdiv_(g, root, value=-learning_rate)


def manual_update(work):
    count = work["parameters"]
    w, g, s, root = torch.randn(count), torch.randn(count) * 0.01, torch.zeros(count), torch.zeros(count)
    return without_gradients(lambda: update_by_hand(w, g, s, root, work["learningRate"]))


def manual_bowl(work):
    curvatures = torch.tensor([float(value) for value in work["curvatures"]])
    w = torch.tensor([float(value) for value in work["start"]])
    g, s, root = torch.zeros_like(w), torch.zeros_like(w), torch.zeros_like(w)

    def step():
        torch.mul(curvatures, w, out=g)
        update_by_hand(w, g, s, root, work["learningRate"])

    return without_gradients(step)


def without_gradients(step):
    def run():
        with torch.no_grad():
            step()

    return run


def manual_perceptron(work):
    sizes, size = work["sizes"], work["batchSize"]
    is_tanh, is_binary = work["activation"] == "tanh", work["loss"] == "binaryCrossEntropy"
    pairs = list(zip(sizes, sizes[1:]))
    count = sum(inputs * units + units for inputs, units in pairs)
    w, g, s, root = (torch.zeros(count) for _ in range(4))
    weights, biases, weight_gradients, bias_gradients = [], [], [], []
    offset = 0
    for inputs, units in pairs:
        end = offset + inputs * units
        weights.append(w[offset:end].view(inputs, units))
        weight_gradients.append(g[offset:end].view(inputs, units))
        biases.append(w[end : end + units])
        bias_gradients.append(g[end : end + units])
        weights[-1].normal_(0, 1 / math.sqrt(inputs))
        offset = end + units
    hidden = [torch.empty(size, units) for units in sizes[1:]]
    deltas = [torch.empty(size, units) for units in sizes[1:]]
    rows = torch.arange(size)
    next_batch = batches_of(*perceptron_data(work), size)

    def step():
        inputs, targets = next_batch()
        last = len(weights) - 1
        before = inputs
        for index in range(last + 1):
            torch.addmm(biases[index], before, weights[index], out=hidden[index])
            before = hidden[index]
            if index < last:
                before.tanh_() if is_tanh else before.relu_()
        if is_binary:
            torch.sigmoid(before, out=deltas[last])
            deltas[last].view(-1).sub_(targets)
        else:
            torch.softmax(before, 1, out=deltas[last])
            deltas[last][rows, targets] -= 1
        deltas[last].mul_(1 / size)
        for index in range(last, -1, -1):
            delta = deltas[index]
            before = hidden[index - 1] if index > 0 else inputs
            torch.mm(before.t(), delta, out=weight_gradients[index])
            torch.sum(delta, 0, out=bias_gradients[index])
            if index > 0:
                torch.mm(delta, weights[index].t(), out=deltas[index - 1])
                deltas[index - 1].mul_(1 - before * before if is_tanh else before > 0)
        update_by_hand(w, g, s, root, work["learningRate"])

    return without_gradients(step)


answer_requests({"version": torch.__version__, "kernels": blas_core()}, ["eager", "manual"], prepare)
