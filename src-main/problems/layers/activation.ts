/** Activation: a function of each number alone. Arithmetic: `engine/layers/activations/`. */
import { choice, real } from '../../contract/field'
import { defineLayer } from './layer'
import { checkLayerName, layerNameField } from './layerName'

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
        { value: 'tanh', label: 'tanh' },
        { value: 'sigmoid', label: 'sigmoid' },
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
    name: layerNameField,
  },
  check: ({ name }) => checkLayerName(name),
  outputShape: (_settings, inputShape) => inputShape,
  countParameters: () => 0,
  specify: ({ activation: name, slope, name: layer }) => ({
    kind: 'activation',
    activation: name,
    slope,
    name: layer === '' ? undefined : layer,
  }),
})
