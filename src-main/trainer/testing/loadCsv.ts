/** Loads the CSV file that its first argument names, as a process of its own, and prints how many examples it took. */
import { csv } from '../../datasets/csv/csv'

const [, , file = '', limit = '0'] = process.argv
const settings = {
  file,
  target: '',
  task: 'auto',
  ignore: '',
  categorical: '',
  delimiter: 'auto',
  decimal: 'auto',
  header: 'auto',
  missing: 'dropRow',
  scaling: 'standardise',
  scaleTargets: false,
  validationShare: 0.15,
  testShare: 0.15,
  limit: Number(limit),
}
const { parts, digest } = csv.load(settings, 1)
const count = parts.training.count + parts.validation.count + parts.test.count
process.stdout.write(JSON.stringify({ count, digest }))
