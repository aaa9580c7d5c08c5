/** Dropout, inverted. Arithmetic: `engine/layers/dropout.ts`. */
import { real } from '../../contract/field'
import { defineLayer } from './layer'
import { checkLayerName, givenName, layerNameField } from './layerName'

export const dropout = defineLayer({
  kind: 'dropout',
  title: 'Dropout',
  summary: 'In training, sets a random share of the numbers to zero and enlarges the others.',
  source: 'Srivastava et al., 2014',
  fields: {
    name: layerNameField,
    rate: real({
      label: 'Rate',
      symbol: 'p',
      default: 0.5,
      min: 0,
      below: 1,
      help: 'Share of the numbers that are dropped at every step.',
      source: 'Srivastava et al., 2014: 0.5 for hidden units',
    }),
  },
  check: ({ name }) => checkLayerName(name),
  specify: ({ name, rate }) => ({ kind: 'dropout', rate, name: givenName(name) }),
})
