/**
 * TensorFlow.js in plain Node, backend `cpu` or `wasm` (named by the first argument), on one thread.
 *
 * Variants: `exact` updates as every contender does (ε outside of the root), `builtin` by its own RMSProp (ε inside),
 * which is at times faster: the bench compares with the better of the two.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { answerRequests } from './contender.mjs'

const batchCount = 100
const backend = process.argv[2] ?? 'wasm'
const packages = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'))

// it prints advice where the answers go
console.log = console.warn = () => undefined
setWasmPaths(`${join(packages, 'dist')}/`)
await tf.setBackend(backend)
await tf.ready()
if (tf.getBackend() !== backend) throw new Error(`the backend ${backend} fell back to ${tf.getBackend()}`)

/** s ← 0.9·s + 0.1·g², w ← w − α·g/(√s + ε) */
function updateExactly(w, g, s, learningRate) {
  s.assign(tf.add(tf.mul(s, 0.9), tf.mul(tf.square(g), 0.1)))
  w.assign(tf.sub(w, tf.div(tf.mul(g, learningRate), tf.add(tf.sqrt(s), 1e-8))))
}

const ownOptimizer = ({ learningRate }) => tf.train.rmsprop(learningRate, 0.9, 0, 1e-8)

/** One training step of `forward` over the batches, by the exact or its own update. */
function trainingStep({ learningRate }, variant, { parameters, forward, lossOf, inputs, targets }) {
  const slots = parameters.map((parameter) => tf.variable(tf.zerosLike(parameter)))
  const optimizer = ownOptimizer({ learningRate })
  let step = 0
  return () => {
    const [x, y] = [inputs[step % batchCount], targets[step % batchCount]]
    step++
    if (variant === 'builtin') {
      optimizer.minimize(() => lossOf(y, forward(x)), false, parameters)
      return
    }
    tf.tidy(() => {
      const { grads } = tf.variableGrads(() => lossOf(y, forward(x)), parameters)
      for (const [index, w] of parameters.entries()) updateExactly(w, grads[w.name], slots[index], learningRate)
    })
  }
}

const weight = (/** @type {number[]} */ shape, /** @type {number} */ inputs) =>
  tf.variable(tf.randomNormal(shape, 0, 1 / Math.sqrt(inputs)))
const bias = (/** @type {number} */ units) => tf.variable(tf.zeros([units]))
const batches = (/** @type {() => tf.Tensor} */ make) => Array.from({ length: batchCount }, make)
const oneHot = (/** @type {number} */ rows, /** @type {number} */ classes) =>
  tf.tidy(() => {
    const indices = Array.from({ length: rows }, () => Math.floor(Math.random() * classes))
    return tf.cast(tf.oneHot(tf.tensor1d(indices, 'int32'), classes), 'float32')
  })
const crossEntropy = (y, outputs) => tf.losses.softmaxCrossEntropy(y, outputs)

function perceptron(work, variant) {
  const { sizes, activation, loss, batchSize } = work
  const activate = activation === 'tanh' ? tf.tanh : tf.relu
  const isBinary = loss === 'binaryCrossEntropy'
  const parameters = sizes
    .slice(1)
    .flatMap((units, index) => [weight([sizes[index], units], sizes[index]), bias(units)])
  const forward = (x) => {
    let outputs = x
    for (let index = 0; index < parameters.length; index += 2) {
      outputs = tf.add(tf.matMul(outputs, parameters[index]), parameters[index + 1])
      if (index + 2 < parameters.length) outputs = activate(outputs)
    }
    return outputs
  }
  return trainingStep(work, variant, {
    parameters,
    forward,
    lossOf: isBinary ? (y, outputs) => tf.losses.sigmoidCrossEntropy(y, outputs) : crossEntropy,
    inputs: batches(() => tf.randomNormal([batchSize, sizes[0]])),
    targets: batches(() => (isBinary ? tf.round(tf.randomUniform([batchSize, 1])) : oneHot(batchSize, sizes.at(-1)))),
  })
}

function convolution(work, variant) {
  const { side, convolutions, units, dropout, classes, batchSize } = work
  const kernels = []
  let [channels, width] = [1, side]
  for (const { filters, kernel } of convolutions) {
    kernels.push(weight([kernel, kernel, channels, filters], kernel * kernel * channels), bias(filters))
    channels = filters
    width = Math.floor(width / 2)
  }
  const flat = channels * width * width
  const dense = [weight([flat, units], flat), bias(units), weight([units, classes], units), bias(classes)]
  const forward = (x) => {
    let image = x
    for (let index = 0; index < kernels.length; index += 2) {
      const outputs = tf.add(tf.conv2d(image, kernels[index], 1, 'same'), kernels[index + 1])
      image = tf.maxPool(tf.relu(outputs), 2, 2, 'valid')
    }
    const hidden = tf.relu(tf.add(tf.matMul(tf.reshape(image, [-1, flat]), dense[0]), dense[1]))
    return tf.add(tf.matMul(tf.dropout(hidden, dropout), dense[2]), dense[3])
  }
  return trainingStep(work, variant, {
    parameters: [...kernels, ...dense],
    forward,
    lossOf: crossEntropy,
    inputs: batches(() => tf.randomNormal([batchSize, side, side, 1])),
    targets: batches(() => oneHot(batchSize, classes)),
  })
}

function update(work, variant) {
  const w = tf.variable(tf.randomNormal([work.parameters]))
  const g = tf.mul(tf.randomNormal([work.parameters]), 0.01)
  return closedForm(work, variant, w, () => g)
}

function bowl(work, variant) {
  const curvatures = tf.tensor1d(work.curvatures)
  const w = tf.variable(tf.tensor1d(work.start))
  return closedForm(work, variant, w, () => tf.mul(curvatures, w))
}

function closedForm(work, variant, w, gradient) {
  const s = tf.variable(tf.zerosLike(w))
  const optimizer = ownOptimizer(work)
  if (variant === 'builtin') return () => tf.tidy(() => optimizer.applyGradients({ [w.name]: gradient() }))
  return () => tf.tidy(() => updateExactly(w, gradient(), s, work.learningRate))
}

function product({ orientation, rows, inner, columns }, variant) {
  if (variant !== 'exact') return null
  const [isLeft, isRight] = [orientation === 'leftTransposed', orientation === 'rightTransposed']
  const left = tf.randomUniform(isLeft ? [inner, rows] : [rows, inner])
  const right = tf.randomUniform(isRight ? [columns, inner] : [inner, columns])
  return () => tf.matMul(left, right, isLeft, isRight).dispose()
}

const works = { perceptron, convolution, update, bowl, product }

/** Tensors are not garbage that is collected: those of a figure live in a scope, its variables are freed by hand. */
function forget() {
  tf.engine().endScope()
  tf.disposeVariables()
  tf.engine().startScope()
}

tf.engine().startScope()
await answerRequests({ version: tf.version.tfjs }, ['exact', 'builtin'], forget, (work, variant) =>
  works[work.kind](work, variant),
)
