/** Activation: a function of each number alone. Arithmetic: `engine/layers/activations/`. */
import { choice, real } from '../../contract/field'
import { defineLayer } from './layer'
import { checkLayerName, givenName, layerNameField } from './layerName'

export const activation = defineLayer({
  kind: 'activation',
  title: 'Activation',
  summary: 'A function applied to every number alone.',
  fields: {
    activation: choice({
      label: 'Function',
      default: 'relu',
      options: [
        { value: 'relu', label: 'ReLU' },
        { value: 'leakyRelu', label: 'leaky ReLU' },
        { value: 'elu', label: 'ELU' },
        { value: 'gelu', label: 'GELU' },
        { value: 'silu', label: 'SiLU' },
        { value: 'tanh', label: 'tanh' },
        { value: 'sigmoid', label: 'sigmoid' },
        { value: 'softplus', label: 'softplus' },
        { value: 'linear', label: 'linear' },
      ],
      help: 'Applied after the layer above.',
    }),
    slope: real({
      label: 'Slope',
      default: 0.01,
      min: 0,
      max: 1,
      help: 'Of leaky ReLU below zero.',
      source: 'Maas, Hannun & Ng, 2013',
      when: { field: 'activation', is: 'leakyRelu' },
    }),
    alpha: real({
      label: 'Alpha',
      symbol: 'α',
      default: 1,
      min: 0,
      max: 100,
      help: 'ELU falls to −α far below zero.',
      source: 'Clevert, Unterthiner & Hochreiter, 2016',
      when: { field: 'activation', is: 'elu' },
    }),
    name: layerNameField,
  },
  check: ({ name }) => checkLayerName(name),
  specify: ({ name, ...settings }) => ({ ...settings, kind: 'activation', name: givenName(name) }),
})
