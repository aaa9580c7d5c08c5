/** Residual connection. Arithmetic: `engine/layers/residual.ts`. */
import { members } from '../../contract/field'
import { defineLayer } from './layer'
import { checkLayerName, givenName, layerNameField } from './layerName'

export const residual = defineLayer({
  kind: 'residual',
  title: 'Residual connection',
  summary: 'Adds to its input what the layers inside make of it; they must keep its shape.',
  source: 'He, Zhang, Ren & Sun, 2016',
  fields: {
    name: layerNameField,
    layers: members({
      label: 'Inner layers',
      of: 'layers',
      minLength: 1,
      maxLength: 100,
      default: [{ kind: 'layerNorm' }, { kind: 'activation', activation: 'relu' }],
      help: 'From the input to what is added to it.',
    }),
  },
  check: ({ name }) => checkLayerName(name),
  specify: ({ name, layers }, specifyInner) => ({
    kind: 'residual',
    layers: layers.map(specifyInner),
    name: givenName(name),
  }),
})
