/**
 * The ends of a number field's slider: what its bounds allow, where they are close enough to be of use.
 *
 * A log field reaches at most four decades from its default. An end that the bounds exclude gives way to
 * its neighbour, so that everything the slider can propose is allowed; any other number can be typed.
 */
import type { IntegerField, RealField } from '../../../src-main/contract/field'

export interface SliderScale {
  readonly min: number
  readonly max: number
  readonly scale: 'linear' | 'log'
}

type NumberField = RealField | IntegerField

const reachFromDefault = 1e4
const widestLinearRange = 1e4
/** The neighbour of an excluded end, as a share of the range (linear) or of the end itself (log). */
const nearestShare = 1e-3

/** Undefined where a slider would be of no use: a linear field that is open on a side, or too wide to aim in. */
export function sliderScale(field: NumberField): SliderScale | undefined {
  const ends = field.scale === 'log' ? logEnds(field) : linearEnds(field)
  return ends !== undefined && ends.max > ends.min ? { ...ends, scale: field.scale ?? 'linear' } : undefined
}

interface Ends {
  readonly min: number
  readonly max: number
}

function linearEnds(field: NumberField): Ends | undefined {
  const low = field.min ?? field.above
  const high = field.max ?? field.below
  if (low === undefined || high === undefined || high - low > widestLinearRange) return undefined
  const inset = field.type === 'integer' ? 1 : (high - low) * nearestShare
  return { min: field.min ?? inwards(low, inset), max: field.max ?? inwards(high, -inset) }
}

function logEnds(field: NumberField): Ends {
  const isWhole = field.type === 'integer'
  const centre = field.default !== undefined && field.default > 0 ? field.default : 1
  const low = field.min ?? (field.above === undefined ? 0 : inwards(field.above, isWhole ? 1 : nearestTo(field.above)))
  const high =
    field.max ?? (field.below === undefined ? undefined : inwards(field.below, isWhole ? -1 : -nearestTo(field.below)))
  const reachDown = isWhole ? 1 : centre / reachFromDefault
  const min = field.default === undefined && low > 0 ? low : Math.max(low, reachDown)
  const reachUp = Math.max(centre, min) * reachFromDefault
  const max = high === undefined || (field.default !== undefined && high > reachUp) ? reachUp : high
  return { min, max }
}

function nearestTo(end: number): number {
  return Math.abs(end) * nearestShare
}

/** Without the tail that 0.1 + 0.2 has. */
function inwards(end: number, by: number): number {
  return Number((end + by).toPrecision(12))
}
