/**
 * Slider position ↔ value for a number field.
 *
 *   linear:  value = low + position·(high − low)
 *   log:     value = low·(high/low)^position            position in [0, 1]
 *
 * A log field without a bound on a side reaches four decades from its default there. Values are rounded to what a
 * person would type (log: two significant figures; linear: about a thousandth of the range) and always lie inside the
 * bounds. Only what the slider proposes is rounded: a number typed in is taken as it is.
 */
import type { IntegerField, RealField } from '../../../src-main/contract/field'
import { isWithin } from '../../../src-main/contract/fieldText'

export interface SliderScale {
  readonly low: number
  readonly high: number
  readonly isLog: boolean
  /** Distance of neighbouring values on a linear scale. */
  readonly grain: number
}

type NumberField = RealField | IntegerField

const decadesFromDefault = 1e4
const widestLinearRange = 1e6
const figuresOnLogScale = 2

/** Undefined where a slider would be of no use: a linear field that is open on a side, or far too wide. */
export function sliderScale(field: NumberField): SliderScale | undefined {
  const low = field.min ?? field.above
  const high = field.max ?? field.below
  if (field.scale === 'log') return logScale(field, low, high)
  if (low === undefined || high === undefined || high <= low || high - low > widestLinearRange) return undefined
  const grain = field.type === 'integer' ? 1 : 10 ** (Math.ceil(Math.log10(high - low)) - 3)
  return {
    low: field.min ?? rounded(low + grain, grain),
    high: field.max ?? rounded(high - grain, grain),
    isLog: false,
    grain,
  }
}

function logScale(field: NumberField, low: number | undefined, high: number | undefined): SliderScale | undefined {
  const centre = field.default !== undefined && field.default > 0 ? field.default : 1
  const from = low !== undefined && low > 0 ? low : field.type === 'integer' ? 1 : centre / decadesFromDefault
  const to = high ?? Math.max(centre, from) * decadesFromDefault
  return to > from ? { low: from, high: to, isLog: true, grain: field.type === 'integer' ? 1 : 0 } : undefined
}

/** Where the value stands, 0 to 1; a value outside the scale stands at the nearer end. */
export function sliderPosition(scale: SliderScale, value: number): number {
  if (!Number.isFinite(value) || value <= scale.low) return 0
  if (value >= scale.high) return 1
  return scale.isLog
    ? Math.log(value / scale.low) / Math.log(scale.high / scale.low)
    : (value - scale.low) / (scale.high - scale.low)
}

/** The value a position proposes: inside the field's bounds, in few digits. */
export function sliderValue(field: NumberField, scale: SliderScale, position: number): number {
  if (position <= 0) return inside(field, scale, scale.low)
  if (position >= 1) return inside(field, scale, scale.high)
  const exact = scale.isLog
    ? scale.low * (scale.high / scale.low) ** position
    : scale.low + position * (scale.high - scale.low)
  const proposed = scale.isLog ? Number(exact.toPrecision(figuresOnLogScale)) : rounded(exact, scale.grain)
  const value = field.type === 'integer' ? Math.round(proposed) : proposed
  return inside(field, scale, Math.min(scale.high, Math.max(scale.low, value)))
}

/** An end that the bounds exclude gives way to its neighbour, one unit of the last figure away. */
function inside(field: NumberField, scale: SliderScale, value: number): number {
  if (isWithin(value, field)) return value
  const unit = scale.isLog ? Math.abs(value) * 10 ** -figuresOnLogScale : scale.grain
  const nudged = value <= scale.low ? value + unit : value - unit
  return field.type === 'integer' ? (value <= scale.low ? Math.floor(value) + 1 : Math.ceil(value) - 1) : nudged
}

/** To a whole number of grains, without the tail that 0.1 + 0.2 has. */
function rounded(value: number, grain: number): number {
  return Number((Math.round(value / grain) * grain).toPrecision(12))
}
