/** Arrays of the user's own, from a pair of NPY files as NumPy saves them. */
import { text } from '../../contract/field'
import { defineDataset } from '../dataset'
import { checkFile, checkShares } from '../datasetFields'
import { loadArrays } from './arrayDataset'
import { arrayFields } from './arrayFields'
import { readNpyHeader } from './npyHeader'
import { previewArrays } from './previewArrays'

const file = (label: string, help: string) => text({ label, default: '', maxLength: 4096, format: 'file', help })

export const npy = defineDataset({
  kind: 'npy',
  title: 'NPY files',
  summary: 'Inputs and targets of your own, as NumPy saves arrays.',
  source: 'NumPy Enhancement Proposal 1',
  fields: {
    inputs: file(
      'Inputs',
      'Full path of the NPY file of inputs; its first axis counts the examples. Images are examples × channels × height × width unless Axes says otherwise.',
    ),
    targets: file('Targets', 'Full path of the NPY file of targets, one number an example.'),
    ...arrayFields('standardise'),
  },
  check: (settings) => [
    ...checkFile('inputs', settings.inputs, 'an NPY file'),
    ...checkFile('targets', settings.targets, 'an NPY file'),
    ...checkShares(settings),
  ],
  describe: () => null,
  preview: ({ inputs, targets, ...choices }) => previewArrays({ inputs, targets }, readNpyHeader, choices),
  load: (settings, seed) =>
    loadArrays('npy', { inputs: settings.inputs, targets: settings.targets }, readNpyHeader, settings, seed),
})
