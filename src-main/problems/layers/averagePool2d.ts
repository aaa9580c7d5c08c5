/** The mean of every window. Arithmetic: `engine/layers/averagePool2d.ts`. */
import { defineLayer } from './layer'
import { checkLayerName, givenName } from './layerName'
import { poolFields } from './poolFields'

export const averagePool2d = defineLayer({
  kind: 'averagePool2d',
  title: 'Average pooling',
  summary: 'The mean of every window of the image.',
  fields: poolFields,
  check: ({ name }) => checkLayerName(name),
  specify: ({ name, size, stride, padding }) => ({
    kind: 'averagePool2d',
    size,
    stride: stride === 0 ? undefined : stride,
    padding,
    name: givenName(name),
  }),
})
