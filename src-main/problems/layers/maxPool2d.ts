/** The largest number of every window. Arithmetic: `engine/layers/maxPool2d.ts`. */
import { defineLayer } from './layer'
import { checkLayerName, givenName } from './layerName'
import { poolFields } from './poolFields'

export const maxPool2d = defineLayer({
  kind: 'maxPool2d',
  title: 'Max pooling',
  summary: 'The largest number of every window of the image.',
  fields: poolFields,
  check: ({ name }) => checkLayerName(name),
  specify: ({ name, size, stride, padding }) => ({
    kind: 'maxPool2d',
    size,
    stride: stride === 0 ? undefined : stride,
    padding,
    name: givenName(name),
  }),
})
