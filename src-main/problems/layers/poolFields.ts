/** What both poolings can be set to. */
import { choice, integer } from '../../contract/field'
import { layerNameField } from './layerName'

export const poolFields = {
  name: layerNameField,
  size: integer({ label: 'Window', default: 2, min: 1, max: 64, help: 'Side of the square window, in pixels.' }),
  stride: integer({
    label: 'Stride',
    default: 0,
    min: 0,
    max: 64,
    help: 'Pixels from one window to the next; 0 takes the size of the window.',
    source: 'PyTorch, Keras: the size of the window',
  }),
  padding: choice({
    label: 'Padding',
    default: 'valid',
    options: [
      { value: 'valid', label: 'valid' },
      { value: 'same', label: 'same' },
    ],
    help: 'Valid: only whole windows. Same: also those that stand over the edge, without what lies outside.',
  }),
} as const
