/** Images and labels of the user's own, from a pair of IDX files as MNIST has them. */
import { text } from '../../contract/field'
import { defineDataset } from '../dataset'
import { checkFile, checkShares } from '../datasetFields'
import { loadArrays } from './arrayDataset'
import { arrayFields } from './arrayFields'
import { readIdxHeader } from './idxHeader'
import { previewArrays } from './previewArrays'

const file = (label: string, help: string) => text({ label, default: '', maxLength: 4096, format: 'file', help })

export const idx = defineDataset({
  kind: 'idx',
  title: 'IDX files',
  summary: 'Images and labels of your own, in the format of MNIST.',
  source: 'LeCun, Cortes & Burges, file formats of MNIST',
  fields: {
    images: file(
      'Images',
      'Full path of the IDX file of inputs, unpacked. Images are examples × height × width, or examples × channels × height × width unless Axes says otherwise.',
    ),
    labels: file('Labels', 'Full path of the IDX file of targets, one number an example; unpacked.'),
    ...arrayFields('byScale'),
  },
  check: (settings) => [
    ...checkFile('images', settings.images, 'an IDX file'),
    ...checkFile('labels', settings.labels, 'an IDX file'),
    ...checkShares(settings),
  ],
  describe: () => null,
  preview: ({ images, labels, ...choices }) =>
    previewArrays({ inputs: images, targets: labels }, readIdxHeader, choices),
  load: (settings, seed) =>
    loadArrays('idx', { inputs: settings.images, targets: settings.labels }, readIdxHeader, settings, seed),
})
