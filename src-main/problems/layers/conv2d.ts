/** Convolution of images. Arithmetic and initial values: `engine/layers/conv2d.ts`. */
import { choice, integer } from '../../contract/field'
import { initialiserFields } from './initialiserFields'
import { defineLayer } from './layer'
import { checkLayerName, givenName, layerNameField } from './layerName'

export const conv2d = defineLayer({
  kind: 'conv2d',
  title: 'Convolution',
  summary: 'Every filter is one small kernel moved over the image; needs images.',
  source: 'LeCun, Bottou, Bengio & Haffner, 1998',
  fields: {
    name: layerNameField,
    filters: integer({
      label: 'Filters',
      default: 16,
      min: 1,
      max: 4096,
      scale: 'log',
      help: 'Channels of the image that comes out.',
    }),
    kernel: integer({
      label: 'Kernel',
      default: 3,
      min: 1,
      max: 64,
      help: 'Side of the square kernel, in pixels.',
      source: 'Simonyan & Zisserman, 2015',
    }),
    stride: integer({ label: 'Stride', default: 1, min: 1, max: 64, help: 'Pixels from one place to the next.' }),
    padding: choice({
      label: 'Padding',
      default: 'same',
      options: [
        { value: 'same', label: 'same' },
        { value: 'valid', label: 'valid' },
      ],
      help: 'Same: zeros around the image, so that it keeps its size at stride 1. Valid: none.',
    }),
    ...initialiserFields,
  },
  check: ({ name }) => checkLayerName(name),
  specify: ({ name, ...settings }) => ({ ...settings, kind: 'conv2d', name: givenName(name) }),
})
