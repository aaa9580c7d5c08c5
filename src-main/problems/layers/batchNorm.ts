/** Batch normalisation. Arithmetic and its differences from other frameworks: `engine/layers/batchNorm.ts`. */
import { real } from '../../contract/field'
import { defineLayer } from './layer'
import { checkLayerName, givenName, layerNameField } from './layerName'

export const batchNorm = defineLayer({
  kind: 'batchNorm',
  title: 'Batch normalisation',
  summary: 'Shifts and scales every channel to mean 0 and deviation 1 over the batch, then by a trained gain and bias.',
  source: 'Ioffe & Szegedy, 2015',
  fields: {
    name: layerNameField,
    momentum: real({
      label: 'Momentum',
      default: 0.1,
      above: 0,
      max: 1,
      help: 'Share of a batch in the running statistics that evaluations use; in Keras it is 1 minus this.',
      source: 'PyTorch: 0.1; Keras: 0.99, which is 0.01 here',
    }),
    epsilon: real({
      label: 'Epsilon',
      symbol: 'ε',
      default: 1e-5,
      above: 0,
      max: 1,
      scale: 'log',
      help: 'Added to the variance under the root.',
      source: 'PyTorch: 1e-5; Keras: 1e-3',
    }),
  },
  check: ({ name }) => checkLayerName(name),
  specify: ({ name, momentum, epsilon }) => ({ kind: 'batchNorm', momentum, epsilon, name: givenName(name) }),
})
