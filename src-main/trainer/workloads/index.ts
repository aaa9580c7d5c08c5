/** The figures there are: workloads W1 to W5, a small network for images, and matrix products as training meets them. */
import type { Figure, ProductWork } from './figure'

const product = (
  id: string,
  orientation: ProductWork['orientation'],
  rows: number,
  inner: number,
  columns: number,
): Figure => ({
  id,
  title: `product ${rows}×${inner}×${columns}${orientation === 'plain' ? '' : `, ${transposed[orientation]}`}`,
  unit: 'GFLOPS',
  work: { kind: 'product', orientation, rows, inner, columns },
})

const transposed = { leftTransposed: 'aᵀ·b', rightTransposed: 'a·bᵀ' } as const

export const figures: readonly Figure[] = [
  {
    id: 'W1',
    title: 'train 2-16-16-1, tanh, batch 32',
    unit: 'steps/s',
    work: {
      kind: 'perceptron',
      sizes: [2, 16, 16, 1],
      activation: 'tanh',
      loss: 'binaryCrossEntropy',
      batchSize: 32,
      learningRate: 1e-2,
    },
  },
  {
    id: 'W2',
    title: 'train 784-128-64-10, ReLU, batch 64',
    unit: 'samples/s',
    work: {
      kind: 'perceptron',
      sizes: [784, 128, 64, 10],
      activation: 'relu',
      loss: 'softmaxCrossEntropy',
      batchSize: 64,
      learningRate: 1e-3,
    },
  },
  {
    id: 'W3',
    title: 'train 784-512-512-10, ReLU, batch 128',
    unit: 'samples/s',
    work: {
      kind: 'perceptron',
      sizes: [784, 512, 512, 10],
      activation: 'relu',
      loss: 'softmaxCrossEntropy',
      batchSize: 128,
      learningRate: 1e-3,
    },
  },
  {
    id: 'W4-1e6',
    title: 'update of 1,000,000 parameters',
    unit: 'ns/parameter',
    work: { kind: 'update', parameters: 1_000_000, learningRate: 1e-3 },
  },
  {
    id: 'W4-1e7',
    title: 'update of 10,000,000 parameters',
    unit: 'ns/parameter',
    work: { kind: 'update', parameters: 10_000_000, learningRate: 1e-3 },
  },
  {
    id: 'W5',
    title: 'bowl in two dimensions',
    unit: 'steps/s',
    work: { kind: 'bowl', curvatures: [1, 25], start: [5, 3], learningRate: 1e-3 },
  },
  {
    id: 'CNN',
    title: 'train conv 8@5×5, conv 16@3×3, dense 64, batch 64',
    unit: 's/epoch',
    work: {
      kind: 'convolution',
      side: 28,
      convolutions: [
        { filters: 8, kernel: 5 },
        { filters: 16, kernel: 3 },
      ],
      units: 64,
      dropout: 0.25,
      classes: 10,
      batchSize: 64,
      learningRate: 2e-3,
      epochSize: 60_000,
    },
  },
  product('64³', 'plain', 64, 64, 64),
  product('128³', 'plain', 128, 128, 128),
  product('256³', 'plain', 256, 256, 256),
  product('512³', 'plain', 512, 512, 512),
  product('1024³', 'plain', 1024, 1024, 1024),
  product('W2 hidden1', 'plain', 64, 784, 128),
  product('W2 hidden2', 'plain', 64, 128, 64),
  product('W2 output', 'plain', 64, 64, 10),
  product('W2 dW', 'leftTransposed', 784, 64, 128),
  product('W2 dX', 'rightTransposed', 64, 64, 128),
  product('W3 hidden1', 'plain', 128, 784, 512),
  product('W3 hidden2', 'plain', 128, 512, 512),
  product('W3 dW', 'leftTransposed', 784, 128, 512),
  product('W3 dX', 'rightTransposed', 128, 512, 512),
  product('W3 output', 'plain', 128, 512, 10),
]
