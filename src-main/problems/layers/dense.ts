/** Dense layer: every unit sees every input. Arithmetic and initial values: `engine/layers/dense.ts`. */
import { integer } from '../../contract/field'
import { initialiserFields } from './initialiserFields'
import { defineLayer } from './layer'
import { checkLayerName, givenName, layerNameField } from './layerName'

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
    ...initialiserFields,
  },
  check: ({ name }) => checkLayerName(name),
  specify: ({ name, units, initialiser, constant }) => ({
    kind: 'dense',
    units,
    initialiser,
    constant,
    name: givenName(name),
  }),
})
