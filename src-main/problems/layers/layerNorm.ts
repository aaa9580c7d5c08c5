/** Layer normalisation. Arithmetic and its differences from other frameworks: `engine/layers/layerNorm.ts`. */
import { real } from '../../contract/field'
import { defineLayer } from './layer'
import { checkLayerName, givenName, layerNameField } from './layerName'

export const layerNorm = defineLayer({
  kind: 'layerNorm',
  title: 'Layer normalisation',
  summary: 'Shifts and scales every example to mean 0 and deviation 1, then by a trained gain and bias.',
  source: 'Ba, Kiros & Hinton, 2016',
  fields: {
    name: layerNameField,
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
  specify: ({ name, epsilon }) => ({ kind: 'layerNorm', epsilon, name: givenName(name) }),
})
