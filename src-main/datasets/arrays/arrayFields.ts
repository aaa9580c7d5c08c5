/** What a user chooses about a pair of array files, besides the files. */
import { type ChoiceField, choice, flag, type SettingsOf } from '../../contract/field'
import { limitField, shareField, taskField } from '../datasetFields'
import type { AxisOrder } from './axisOrder'

export type ArrayScaling = 'standardise' | 'standardiseWhole' | 'byScale' | 'none'

function scalingField(value: ArrayScaling): ChoiceField<ArrayScaling> {
  return choice({
    label: 'Scaling',
    default: value,
    options: [
      { value: 'standardise', label: 'standardise each' },
      { value: 'standardiseWhole', label: 'standardise all' },
      { value: 'byScale', label: '1/255' },
      { value: 'none', label: 'none' },
    ],
    help: 'By mean and standard deviation of the training part, each input by its own or all by one; or over 255.',
  })
}

const axesField: ChoiceField<AxisOrder> = choice({
  label: 'Axes',
  default: 'channelsFirst',
  options: [
    { value: 'channelsFirst', label: 'channels first' },
    { value: 'channelsLast', label: 'channels last' },
  ],
  help: 'Of images: examples × channels × height × width, or examples × height × width × channels, which is turned into the first while it is read.',
})

export function arrayFields(scaling: ArrayScaling) {
  return {
    axes: axesField,
    task: taskField('Classes for whole numbers, a value for fractions.'),
    scaling: scalingField(scaling),
    scaleTargets: flag({
      label: 'Scale target',
      default: false,
      help: 'Standardises the value to predict too; the loss is then in units of its standard deviation.',
    }),
    validationShare: shareField('Validation', 0.15, 'Share of the examples kept for validation.'),
    testShare: shareField('Test', 0.15, 'Share of the examples kept for the test.'),
    limit: limitField,
  } as const
}

export type ArraySettings = SettingsOf<ReturnType<typeof arrayFields>>
