/**
 * Scaling of inputs, one pair of numbers a feature.
 *
 *   x ← ((x − shift) − rest) / divisor
 *
 * Standardising takes the mean and the standard deviation (divided by n) of the training part alone, in two passes: the
 * mean first, then the squares of what is left of it.
 *
 *   unit = 2^k near 1/max|x|     mean = Σ x·unit / n     deviation = √(Σ (x·unit − mean)² / n)
 *
 * A power of two changes no digit, so squares neither overflow at 1e200 nor vanish at 1e-200, and the bits are those of
 * the plain sums wherever these do neither. Where the rounding of a long sum leaves the mean beside the middle by more than
 * 2⁻³⁰ of the deviation, it is put right by what the second pass adds up to. Sums run over rows in order, in float64.
 *
 * No float64 may lie where the mean does: half-way between 2⁵² and 2⁵² + 1 there is none. What the shift then misses of
 * it, again where that is more than 2⁻³⁰ of the deviation, is the rest, which is subtracted after it; it is 0 elsewhere.
 *
 * A feature that does not vary is shifted by its value and divided by 1, so it is 0 exactly. One that varies by no more
 * than the rounding of its numbers (2⁻⁵¹ of the largest), such as 0.3 beside 0.1 + 0.2, is divided by 1 too; whole numbers
 * are never that.
 * Source: Chan, Golub & LeVeque, "Algorithms for computing the sample variance", The American Statistician 37, 1983.
 */
import { highWord } from '../engine/mathematics/float64Words'
import { scaleByPowerOfTwo } from '../engine/mathematics/scaleByPowerOfTwo'

export interface Scaling {
  readonly shift: Float64Array
  /** What is to be subtracted besides, too small to be part of the shift. */
  readonly rest: Float64Array
  readonly divisor: Float64Array
}

export function noScaling(size: number): Scaling {
  return byDivisor(size, 1)
}

export function byDivisor(size: number, divisor: number): Scaling {
  return { shift: new Float64Array(size), rest: new Float64Array(size), divisor: new Float64Array(size).fill(divisor) }
}

/** The deviation of a finite value may be beyond float64 where half of it is not. */
export function scaled(value: number, { shift, rest, divisor }: Scaling, feature: number): number {
  const deviation = value - shift[feature]! - rest[feature]!
  if (Number.isFinite(deviation)) return deviation / divisor[feature]!
  return (value / 2 - shift[feature]! / 2) / (divisor[feature]! / 2)
}

/** @param values - row-major, `size` a row · @param rows - the rows of the training part */
export function fitStandardising(values: ArrayLike<number>, size: number, rows: Uint32Array): Scaling {
  return fit({ values, size, rows, step: 1 })
}

/** One pair for all features: mean and standard deviation of all values of the rows. */
export function fitStandardisingWhole(values: ArrayLike<number>, size: number, rows: Uint32Array): Scaling {
  const { shift, rest, divisor } = fit({ values, size, rows, step: 0 })
  return { shift: shift.fill(shift[0]!), rest: rest.fill(rest[0]!), divisor: divisor.fill(divisor[0]!) }
}

/** Values to predict, shifted and divided by mean and standard deviation of the training part. */
export function standardisedTargets(targets: Float64Array, training: Uint32Array): Float64Array {
  const scaling = fitStandardising(targets, 1, training)
  return targets.map((target) => scaled(target, scaling, 0))
}

/** The mean of a feature over those rows that have it, within what they hold; NaN when none has. */
export function meanOf(values: ArrayLike<number>, size: number, feature: number, rows: Uint32Array): number {
  let [smallest, largest, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (const row of rows) {
    const value = values[row * size + feature]!
    if (Number.isNaN(value)) continue
    if (value < smallest) smallest = value
    if (value > largest) largest = value
    count++
  }
  if (count === 0) return Number.NaN
  const unit = unitOf(smallest, largest)
  let sum = 0
  for (const row of rows) {
    const value = values[row * size + feature]!
    if (!Number.isNaN(value)) sum += value * unit
  }
  return within(sum / count / unit, smallest, largest)
}

/** A column is a feature (`step` 1), or all features together (`step` 0). */
interface Columns {
  readonly values: ArrayLike<number>
  readonly size: number
  readonly rows: Uint32Array
  readonly step: 0 | 1
}

function fit(columns: Columns): Scaling {
  const { values, size, rows, step } = columns
  const scaling = noScaling(size)
  const { shift, rest, divisor } = scaling
  if (rows.length === 0) return scaling
  const { smallest, largest } = extremesOf(columns)
  const units = smallest.map((least, column) => unitOf(least, largest[column]!))
  const means = new Float64Array(size)
  for (const row of rows) {
    for (let at = row * size, column = 0; at < (row + 1) * size; at++, column += step) {
      means[column]! += values[at]! * units[column]!
    }
  }
  const count = step === 1 ? rows.length : rows.length * size
  means.forEach((sum, column) => {
    means[column] = within(sum / count, smallest[column]! * units[column]!, largest[column]! * units[column]!)
  })
  const { squares, rests } = deviationsFrom(means, columns, units)
  const last = step === 1 ? size : 1
  for (let column = 0; column < last; column++) {
    const unit = units[column]!
    const least = smallest[column]!
    if (least === largest[column]) {
      shift[column] = least
      continue
    }
    const moments = { mean: means[column]!, spread: Math.sqrt(squares[column]! / count), rest: rests[column]! / count }
    const { mean, spread, rest: missed } = centred(moments, columns, column, unit)
    shift[column] = mean / unit
    if (isRounding(columns, column, least, largest[column]!)) continue
    rest[column] = missed / unit
    divisor[column] = Math.max(spread / unit, Number.MIN_VALUE)
  }
  return scaling
}

function extremesOf({ values, size, rows, step }: Columns) {
  const smallest = new Float64Array(size).fill(Number.POSITIVE_INFINITY)
  const largest = new Float64Array(size).fill(Number.NEGATIVE_INFINITY)
  for (const row of rows) {
    for (let at = row * size, column = 0; at < (row + 1) * size; at++, column += step) {
      const value = values[at]!
      if (value < smallest[column]!) smallest[column] = value
      if (value > largest[column]!) largest[column] = value
    }
  }
  return { smallest, largest }
}

function deviationsFrom(means: Float64Array, { values, size, rows, step }: Columns, units: Float64Array) {
  const squares = new Float64Array(size)
  const rests = new Float64Array(size)
  for (const row of rows) {
    for (let at = row * size, column = 0; at < (row + 1) * size; at++, column += step) {
      const deviation = values[at]! * units[column]! - means[column]!
      squares[column]! += deviation * deviation
      rests[column]! += deviation
    }
  }
  return { squares, rests }
}

interface Moments {
  readonly mean: number
  readonly spread: number
  readonly rest: number
}

/** How far beside the middle a mean may be, in deviations. */
const mostRest = 2 ** -30

/** @param moments - in the unit of the column; the rest is the mean of what its second pass left */
function centred({ mean, spread, rest }: Moments, columns: Columns, column: number, unit: number): Moments {
  if (!(Math.abs(rest) > mostRest * spread)) return { mean, spread, rest: 0 }
  const middle = mean + rest
  let [squares, sum, count] = [0, 0, 0]
  eachOf(columns, column, (value) => {
    const deviation = value * unit - middle
    squares += deviation * deviation
    sum += deviation
    count++
  })
  // No float64 may lie in the middle of numbers that differ in their last digits.
  const missed = sum / count
  const corrected = Math.sqrt(squares / count - missed * missed)
  return { mean: middle, spread: corrected, rest: Math.abs(missed) > mostRest * corrected ? missed : 0 }
}

/** Of the largest number, whose last digit is 2⁻⁵² of it or less: two roundings to either side. */
const rounding = 2 ** -51

function isRounding(columns: Columns, column: number, smallest: number, largest: number): boolean {
  if (largest - smallest > rounding * Math.max(Math.abs(smallest), Math.abs(largest))) return false
  let isWhole = true
  eachOf(columns, column, (value) => {
    isWhole &&= Number.isSafeInteger(value)
  })
  return !isWhole
}

function eachOf({ values, size, rows, step }: Columns, column: number, use: (value: number) => void): void {
  for (const row of rows) {
    if (step === 1) use(values[row * size + column]!)
    else for (let at = row * size; at < (row + 1) * size; at++) use(values[at]!)
  }
}

/** The largest power that still leaves room for what is smaller. */
const largestPower = 1000

/** The power of two that brings the larger of both to [1, 2), as far as it goes; 1 for two zeros. */
function unitOf(smallest: number, largest: number): number {
  const size = Math.max(Math.abs(smallest), Math.abs(largest))
  if (size === 0) return 1
  const power = (highWord(size) >> 20) - 1023
  return scaleByPowerOfTwo(1, Math.max(-largestPower, Math.min(largestPower, -power)))
}

function within(value: number, smallest: number, largest: number): number {
  return Math.max(smallest, Math.min(largest, value))
}
