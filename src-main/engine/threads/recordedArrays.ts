/**
 * Arrays as one thread has allocated them, in order, so that another that asks for the same in the same order gets views
 * of the same memory. What they hold is left as it is.
 */
import type { Precision, Reals } from '../precision'
import type { KernelMemory } from '../wasm/kernelMemory'

export interface RecordedArray {
  readonly precision: Precision
  /** offset in bytes */
  readonly start: number
  readonly length: number
}

type Allocate = (precision: Precision, length: number) => Reals

/** @param record - gets an entry for each array that the function returned here allocates */
export function recordingAllocate(allocate: Allocate, record: RecordedArray[]): Allocate {
  return (precision, length) => {
    const array = allocate(precision, length)
    record.push({ precision, start: array.byteOffset, length })
    return array
  }
}

export class RecordedArrays {
  readonly #memory: KernelMemory
  readonly #record: readonly RecordedArray[]
  #next = 0

  constructor(memory: KernelMemory, record: readonly RecordedArray[]) {
    this.#memory = memory
    this.#record = record
  }

  /** The next array of the record. @throws RangeError if another one was recorded at this place, or none */
  readonly allocate: Allocate = (precision, length) => {
    const recorded = this.#record[this.#next]
    if (recorded === undefined || recorded.precision !== precision || recorded.length !== length) {
      const found = recorded === undefined ? 'none' : `${recorded.precision} of ${recorded.length}`
      throw new RangeError(`array ${this.#next} = ${precision} of ${length}, must be ${found} as it was recorded`)
    }
    this.#next++
    return this.#memory.view(precision, recorded.start, length)
  }

  /** @throws RangeError if not all of the record was asked for */
  end(): void {
    const count = this.#record.length
    if (this.#next !== count) throw new RangeError(`${this.#next} arrays were asked for, must be ${count}`)
  }
}
