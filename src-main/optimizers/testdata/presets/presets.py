"""A path of every preset, by whoever it is named after.

    python3 presets.py FOLDER            (needs numpy and torch 1.13)

PyTorch's rules that torch 1.13 has are run by it. Programs of authors are run as they are, out of FOLDER, which holds
`sgd_schedulefree.py` and `adamw_schedulefree.py` (facebookresearch/schedule_free), `prodigy.py` (konstmish/prodigy),
`soap.py` (nikhilvyas/SOAP), and as a package `timm_optim` with an empty `__init__.py` the files `rmsprop_tf.py`,
`_helpers.py` and `_types.py` of timm/optim (huggingface/pytorch-image-models). Everything else is written again in NumPy,
operation by operation, from the file that `source` names, or from the equations of the paper that it names: one file
`*_rules.py` for each library. None of it was made from this program's rules. The problems are in `paths.py`.
"""

import importlib
import sys

import torch

from keras_rules import keras_adadelta, keras_adagrad, keras_adam, keras_adamax, keras_nadam, keras_rmsprop, keras_sgd
from optax_rules import (
    optax_adadelta, optax_adagrad, optax_adam, optax_ema, optax_lion, optax_rmsprop, optax_scaled, optax_yogi,
    trust,
)
from other_rules import chainer_rmsprop, paddle_rmsprop, tf1_rmsprop
from paper_rules import (
    graves, hinton_rmsprop, lecture_momentum, lecture_rmsprop, moonlight, paper_adabelief, paper_adam, paper_lamb,
    paper_lion, paper_yogi, zeiler,
)
from paths import blocks, by_numpy, by_torch, elements, matrix, write
from torch_rules import pytorch2_nadam, pytorch_adafactor, pytorch_muon

sys.path.insert(0, sys.argv[1])
load = importlib.import_module
pytorch = "PyTorch 1.13"

# --- gradient descent and momentum ------------------------------------------------------------------------------------
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
write("lamb", matrix,
      ("Paper", "You et al., 2020, algorithm 2, in NumPy", 1e-3, by_numpy(paper_lamb)),
      ("optax", "optax/_src/transform.py, in NumPy", 1e-3, optax_scaled(optax_adam(1e-6), 0.0, trust)))
write("adafactor", blocks, ("PyTorch", "torch/optim/_adafactor.py, in NumPy", 0.01, by_numpy(pytorch_adafactor)))
write("muon", matrix,
      ("PyTorch", "torch/optim/_muon.py, in NumPy with float64", 1e-3, by_numpy(pytorch_muon)),
      ("Moonlight", "Liu et al., 2025, equations 1–4, in NumPy", 1e-3, by_numpy(moonlight)))
