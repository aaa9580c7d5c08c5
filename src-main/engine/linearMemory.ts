/**
 * Arrays in one WebAssembly memory, one after the other, where compiled code reaches them by address.
 *
 * Invariants: the memory has its final size from the start, so that no view of it is ever detached (a page costs
 * nothing before it is touched); every array starts at a multiple of 64 bytes, a cache line; address 0 belongs to no
 * array; nothing is given back: the memory lives as long as the run it is for.
 */
import type { Precision, Reals } from './precision'

const pageBytes = 65536
const lineBytes = 64
/** what 32-bit addresses reach */
const largestCapacityBytes = 65536 * pageBytes

const elementBytes: Readonly<Record<Precision, number>> = { float32: 4, float64: 8 }

export class LinearMemory {
  readonly memory: WebAssembly.Memory
  readonly capacityBytes: number
  #used = lineBytes

  /**
   * @param capacityBytes - at least the sum of `LinearMemory.bytesFor` of all arrays; rounded up to whole pages
   * @throws RangeError if it is not an integer in [0, 2³²]
   */
  constructor(capacityBytes: number) {
    if (!Number.isSafeInteger(capacityBytes) || capacityBytes < 0 || capacityBytes > largestCapacityBytes) {
      throw new RangeError(`capacityBytes = ${capacityBytes}, must be an integer in [0, ${largestCapacityBytes}]`)
    }
    const pages = Math.min(Math.ceil((capacityBytes + lineBytes) / pageBytes), largestCapacityBytes / pageBytes)
    this.capacityBytes = pages * pageBytes
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  }

  /** What an array takes of the capacity, padding included. */
  static bytesFor(precision: Precision, length: number): number {
    return Math.ceil((length * elementBytes[precision]) / lineBytes) * lineBytes
  }

  /**
   * Zeros in the memory; has the signature of `allocateReals`, so that an arena can live here.
   *
   * @throws RangeError if length is not an integer ≥ 0 or the array does not fit in what is left
   */
  readonly allocate = (precision: Precision, length: number): Reals => {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new RangeError(`length = ${length}, must be an integer ≥ 0`)
    }
    const address = this.#used
    const leftBytes = this.capacityBytes - address
    const neededBytes = LinearMemory.bytesFor(precision, length)
    if (neededBytes > leftBytes) {
      throw new RangeError(
        `length = ${length} takes ${neededBytes} bytes, must be at most the ${leftBytes} that are left`,
      )
    }
    this.#used = address + neededBytes
    return precision === 'float32'
      ? new Float32Array(this.memory.buffer, address, length)
      : new Float64Array(this.memory.buffer, address, length)
  }

  /** Whether the array's elements are in this memory. */
  holds(array: Reals): boolean {
    return array.buffer === this.memory.buffer
  }
}
