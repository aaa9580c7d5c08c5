/** The field for where training starts on a surface of two dimensions. */
import { type RealsField, reals } from '../contract/field'

export function startField(start: readonly [number, number], source?: string): RealsField {
  return reals({
    label: 'Start',
    symbol: 'x₀',
    default: start,
    min: -1e6,
    max: 1e6,
    minLength: 2,
    maxLength: 2,
    help: 'Where training starts: x and y.',
    ...(source === undefined ? {} : { source }),
  })
}
