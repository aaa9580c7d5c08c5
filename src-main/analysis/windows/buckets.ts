/**
 * The geometry of every window of a series: buckets of equal width in steps, one for each column of pixels.
 *
 * A bucket keeps the smallest and the largest finite value, so that no spike is lost, and the last one. Up to twice as many
 * points as buckets are given as they are. What is laid into a bucket may be a point or a block of points that lie next to each
 * other; it falls where its last step does, so that a bucket holds exactly the points behind the step of the bucket before, up
 * to its own.
 */
import { firstAtOrAfter, type SeriesWindow } from '../../contract/series'

export type WindowColumns = Omit<SeriesWindow, 'key'>

/** Points in a row as one: their step is the last one's, the values are over the finite ones, NaN where none is. */
export interface Blocks {
  readonly steps: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly last: Float64Array
}

const pointsPerBucketAsTheyAre = 2
/** As many marks as a chart can show. */
const mostNonFiniteSteps = 1000

/** Whether a window of so many points is more than a chart of so many columns of pixels shows one by one. */
export function isDecimatedTo(buckets: number, points: number): boolean {
  return points > pointsPerBucketAsTheyAre * buckets
}

export class Buckets {
  readonly #first: number
  readonly #perStep: number
  readonly #count: number
  readonly #columns: Blocks
  #filled = 0
  #current = -1

  /** @param toStep the last step of the window, included */
  constructor(fromStep: number, toStep: number, count: number) {
    this.#first = fromStep
    this.#perStep = count / (toStep - fromStep + 1)
    this.#count = count
    const column = (): Float64Array => new Float64Array(count)
    this.#columns = { steps: column(), low: column(), high: column(), last: column() }
  }

  /** Behind those that are there: block `index`. */
  add({ steps, low, high, last }: Blocks, index: number): void {
    const step = steps[index]!
    const place = Math.floor((step - this.#first) * this.#perStep)
    const bucket = Math.min(this.#count - 1, Math.max(0, place))
    const own = this.#columns
    if (bucket !== this.#current) {
      this.#current = bucket
      own.low[this.#filled] = Number.NaN
      own.high[this.#filled] = Number.NaN
      own.last[this.#filled] = Number.NaN
      this.#filled++
    }
    const at = this.#filled - 1
    own.steps[at] = step
    if (Number.isNaN(last[index]!)) return
    own.last[at] = last[index]!
    if (!(own.low[at]! <= low[index]!)) own.low[at] = low[index]!
    if (!(own.high[at]! >= high[index]!)) own.high[at] = high[index]!
  }

  finished(): Blocks {
    const { steps, low, high, last } = this.#columns
    const filled = (column: Float64Array): Float64Array => column.slice(0, this.#filled)
    return { steps: filled(steps), low: filled(low), high: filled(high), last: filled(last) }
  }
}

/** Which steps have a value that is not finite: the first of them, and how many there are. */
export class NonFinite {
  readonly #steps: number[] = []
  #count = 0

  /** Whether more of their steps are wanted. */
  get isOpen(): boolean {
    return this.#steps.length < mostNonFiniteSteps
  }

  /** Counts non-finite values; `note` records their steps. */
  count(values: number): void {
    this.#count += values
  }

  note(steps: Float64Array, values: Float64Array): void {
    for (let index = 0; index < steps.length && this.isOpen; index++) {
      if (!Number.isFinite(values[index]!)) this.#steps.push(steps[index]!)
    }
  }

  finished(): Pick<SeriesWindow, 'nonFiniteSteps' | 'nonFiniteCount'> {
    return { nonFiniteSteps: Float64Array.from(this.#steps), nonFiniteCount: this.#count }
  }
}

/**
 * The window of points that are all at hand.
 *
 * @param steps rising strictly; as long as `values`
 * @param fromStep first step of the window, included; null = from the start. `toStep` likewise.
 * @returns at most `buckets` rows when there are more than twice as many points; NaN in all three columns of a bucket without a
 *   finite value.
 * @throws RangeError when the columns differ in length or `buckets` is not a whole number above 0.
 */
export function windowOfPoints(
  steps: Float64Array,
  values: Float64Array,
  fromStep: number | null,
  toStep: number | null,
  buckets: number,
): WindowColumns {
  if (steps.length !== values.length) {
    throw new RangeError(`steps has ${steps.length} entries, must be as many as values (${values.length})`)
  }
  if (!Number.isInteger(buckets) || buckets < 1) throw new RangeError(`buckets = ${buckets}, must be 1 or more`)
  const begin = fromStep === null ? 0 : firstAtOrAfter(steps, fromStep)
  const end = toStep === null ? steps.length : Math.max(begin, firstAtOrAfter(steps, Math.floor(toStep) + 1))
  const inside = steps.subarray(begin, end)
  const own = values.subarray(begin, end)
  const finite = own.map((value) => (Number.isFinite(value) ? value : Number.NaN))
  const nonFinite = new NonFinite()
  nonFinite.count(own.reduce((count, value) => count + (Number.isFinite(value) ? 0 : 1), 0))
  nonFinite.note(inside, own)
  const points = { steps: inside.slice(), low: finite, high: finite, last: finite }
  const isDecimated = isDecimatedTo(buckets, inside.length)
  const rest = { totalPoints: inside.length, isDecimated, ...nonFinite.finished() }
  if (!isDecimated) return { ...points, ...rest }
  const filled = new Buckets(fromStep ?? inside[0]!, toStep ?? inside.at(-1)!, buckets)
  for (let index = 0; index < inside.length; index++) filled.add(points, index)
  return { ...filled.finished(), ...rest }
}
