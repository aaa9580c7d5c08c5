/** What a user chooses about a CSV file: the fields of the form and the document, and the settings they make. */
import { choice, flag, type SettingsOf, text } from '../../contract/field'
import { limitField, shareField, standardiseField, taskField } from '../datasetFields'

const namesHelp = 'Their names, separated by commas.'

export const csvFields = {
  file: text({
    label: 'File',
    default: '',
    maxLength: 4096,
    format: 'file',
    help: 'Full path of a text file with one example a line, in UTF-8.',
  }),
  target: text({
    label: 'Target',
    default: '',
    maxLength: 1000,
    help: 'Name of the column to predict; empty takes the last one.',
  }),
  task: taskField('Classes for a column of texts, a value for a column of numbers.'),
  ignore: text({ label: 'Ignore', default: '', maxLength: 100_000, help: `Columns that are left out. ${namesHelp}` }),
  categorical: text({
    label: 'Categories',
    default: '',
    maxLength: 100_000,
    help: `Columns of codes: numbers, dates or texts of any kind that name categories. ${namesHelp}`,
  }),
  delimiter: choice({
    label: 'Delimiter',
    default: 'auto',
    options: [
      { value: 'auto', label: 'detected' },
      { value: 'comma', label: 'comma' },
      { value: 'semicolon', label: 'semicolon' },
      { value: 'tab', label: 'tab' },
      { value: 'bar', label: 'bar |' },
      { value: 'blanks', label: 'blanks' },
    ],
    help: 'What stands between two fields; blanks are any number of spaces and tabs.',
  }),
  decimal: choice({
    label: 'Decimal',
    default: 'auto',
    options: [
      { value: 'auto', label: 'detected' },
      { value: 'point', label: 'point 1.5' },
      { value: 'comma', label: 'comma 1,5' },
    ],
    help: 'Mark of decimal numbers; detected: a comma only where fields are separated by something else, and no number has a point.',
  }),
  header: choice({
    label: 'First line',
    default: 'auto',
    options: [
      { value: 'auto', label: 'detected' },
      { value: 'yes', label: 'names' },
      { value: 'no', label: 'data' },
    ],
    help: 'Whether the first line names the columns; detected: when no field of it is a number or missing.',
  }),
  missing: choice({
    label: 'Missing',
    default: 'refuse',
    options: [
      { value: 'refuse', label: 'refuse' },
      { value: 'dropRow', label: 'drop row' },
      { value: 'mean', label: 'mean' },
    ],
    help: 'Empty, and NA, N/A, NaN, null and ? without quotes: refused by line, left out with their row, or the mean of the training part.',
  }),
  scaling: standardiseField('Numbers by mean and standard deviation of the training part; categories stay 0 and 1.'),
  scaleTargets: flag({
    label: 'Scale target',
    default: false,
    help: 'Standardises the value to predict too; the loss is then in units of its standard deviation.',
  }),
  validationShare: shareField('Validation', 0.15, 'Share of the examples kept for validation.'),
  testShare: shareField('Test', 0.15, 'Share of the examples kept for the test.'),
  limit: limitField,
} as const

export type CsvSettings = SettingsOf<typeof csvFields>

/**
 * What shapes the table before it is split and scaled: with the bytes of the file, this is what a digest covers.
 *
 * @param hasDecimalCommas - as the columns were read, whether that was chosen or detected
 */
export function shapingSettings(settings: CsvSettings, hasDecimalCommas: boolean): string {
  const { target, task, ignore, categorical, delimiter, header, missing } = settings
  const shaping = { target, task, ignore, categorical, delimiter, header, missing }
  return JSON.stringify(hasDecimalCommas ? { ...shaping, decimal: 'comma' } : shaping)
}
