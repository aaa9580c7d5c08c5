/** Images as rows of numbers. Dense layers do this by themselves; here it can be said. */
import { defineLayer } from './layer'
import { checkLayerName, givenName, layerNameField } from './layerName'

export const flatten = defineLayer({
  kind: 'flatten',
  title: 'Flatten',
  summary: 'The image as one row of numbers; dense layers take images so without it.',
  fields: { name: layerNameField },
  check: ({ name }) => checkLayerName(name),
  specify: ({ name }) => ({ kind: 'flatten', name: givenName(name) }),
})
