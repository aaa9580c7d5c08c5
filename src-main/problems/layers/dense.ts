/** Dense layer: every unit sees every input. Arithmetic and initial values: `engine/layers/denseLayer.ts`. */
import { choice, integer } from '../../contract/field'
import { defineLayer, sizeOf } from './layer'
import { checkLayerName, layerNameField } from './layerName'

export const dense = defineLayer({
  kind: 'dense',
  title: 'Dense',
  summary: 'Every unit is a weighted sum of every input, plus a bias.',
  fields: {
    name: layerNameField,
    units: integer({
      label: 'Units',
      default: 32,
      min: 1,
      max: 65_536,
      scale: 'log',
      help: 'Outputs of the layer; the last layer has one for each class.',
    }),
    initialiser: choice({
      label: 'Initial weights',
      default: 'heNormal',
      options: [
        { value: 'heNormal', label: 'He, normal' },
        { value: 'heUniform', label: 'He, uniform' },
        { value: 'glorotNormal', label: 'Glorot, normal' },
        { value: 'glorotUniform', label: 'Glorot, uniform' },
        { value: 'zeros', label: 'zeros' },
      ],
      help: 'Drawn from the seed; biases start at zero.',
      source: 'He et al., 2015; Glorot & Bengio, 2010',
    }),
  },
  check: ({ name }) => checkLayerName(name),
  outputShape: ({ units }) => [units],
  countParameters: ({ units }, inputShape) => (sizeOf(inputShape) + 1) * units,
  specify: ({ name, units, initialiser }) => ({
    kind: 'dense',
    units,
    initialiser,
    name: name === '' ? undefined : name,
  }),
})
