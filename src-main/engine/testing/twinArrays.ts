/**
 * Pairs of arrays of the same values: one for the reference kernels, one in a memory that other kernels reach.
 *
 * The memory is taken once and used again by `reset`. Arrays start at any multiple of four bytes, not of sixteen, and
 * what lies between them is NaN before, and must be NaN after: a kernel that reads it by mistake gives other results, and
 * one that writes it is found by `strayWrites`.
 */
import { allocateReals, type Reals } from '../precision'

export interface Twins {
  readonly reference: Reals
  readonly reached: Reals
}

export class TwinArrays {
  readonly #room: Reals
  #next = 0
  #given: [number, number][] = []

  /** @param allocate of the kernels under test */
  constructor(allocate: typeof allocateReals, length = 1 << 18) {
    this.#room = allocate('float32', length).fill(Number.NaN)
  }

  reset(): void {
    this.#room.fill(Number.NaN, 0, this.#next + 64)
    this.#next = 0
    this.#given = []
  }

  /** The values, over and over, `length` of them, `gap` elements behind the last array. */
  take(values: ArrayLike<number>, length: number, gap: number): Twins {
    const start = this.#next + gap
    this.#next = start + length
    if (this.#next + 64 > this.#room.length) throw new RangeError(`length = ${length}, does not fit any more`)
    this.#given.push([start, this.#next])
    const reached = this.#room.subarray(start, this.#next)
    const reference = allocateReals('float32', length)
    for (let index = 0; index < length; index++) reference[index] = values[index % values.length]!
    reached.set(reference)
    return { reference, reached }
  }

  /** How many elements between and behind the arrays have been written. */
  strayWrites(): number {
    let count = 0
    let from = 0
    for (const [start, end] of [...this.#given, [this.#next + 64, 0] as const]) {
      for (let index = from; index < start; index++) if (!Number.isNaN(this.#room[index])) count++
      from = end
    }
    return count
  }
}
