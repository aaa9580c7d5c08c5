/**
 * The one memory that holds arena, activations and scratch of a run, handed out from front to back and never taken back.
 *
 * It is shared memory: only that keeps earlier views good when it grows. Invariants: arrays start at multiples of 64
 * bytes (a cache line); none starts in the first page, so that an array from elsewhere, whose offset is 0, is noticed;
 * at least 64 bytes follow the last array, since kernels may read (never write) beyond an end.
 *
 * Threads share a memory: one makes it and hands out all of it; each of the others has a tract of it that was reserved
 * for it, and knows nothing of the rest.
 */
import type { Precision, Reals } from '../precision'
import { type SharedMemory, webAssembly } from './webAssembly'

const PAGE_BYTES = 65_536
const ALIGNMENT = 64
/** 4 GiB, and 1 GiB where so much address space is refused. */
const MAXIMUM_PAGES = [65_536, 16_384] as const

/** What another thread has reserved for this one: bytes [start, end) of its memory. */
export interface MemoryTract {
  readonly memory: SharedMemory
  readonly start: number
  readonly end: number
}

export class KernelMemory {
  readonly memory: SharedMemory
  #next: number
  /** Where the last array must end. */
  readonly #end: number
  /** null of a memory of its own, which grows */
  readonly #tract: MemoryTract | null

  /**
   * A memory of its own, or a tract of another's.
   *
   * @throws RangeError if the machine refuses even the smaller address space
   */
  constructor(tract?: MemoryTract) {
    const { memory, start, end } = tract ?? createMemory()
    this.memory = memory
    this.#next = start
    this.#end = end
    this.#tract = tract ?? null
  }

  /** Handed out so far. */
  get usedBytes(): number {
    return this.#next - PAGE_BYTES
  }

  /**
   * As it was made, all of it zero, but for its size. Of a memory of its own; whatever was handed out is nobody's any more,
   * and code that stands in it has to be instantiated anew.
   */
  clear(): void {
    new Uint8Array(this.memory.buffer, 0, this.#next).fill(0)
    this.#next = PAGE_BYTES
  }

  /** @throws RangeError if length is not an integer ≥ 0, or the memory is full */
  allocate(precision: Precision, length: number): Reals {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new RangeError(`length = ${length}, must be an integer ≥ 0`)
    }
    return this.view(precision, this.reserve(length * (precision === 'float32' ? 4 : 8)), length)
  }

  /** What lies at an offset, such as an array that another thread has allocated. */
  view(precision: Precision, start: number, length: number): Reals {
    const { buffer } = this.memory
    return precision === 'float32' ? new Float32Array(buffer, start, length) : new Float64Array(buffer, start, length)
  }

  /**
   * The offset of so many zeroed bytes; may replace `memory.buffer`.
   *
   * @throws RangeError if the memory is full; what was handed out, and the rest, stay as they were
   */
  reserve(bytes: number): number {
    const start = this.#next
    const next = start + Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
    if (next > this.#end) {
      const place = this.#tract === null ? 'kernels’ memory' : 'thread’s tract'
      throw new RangeError(`bytes = ${bytes}, must be at most the ${this.#end - start} left of the ${place}`)
    }
    if (this.#tract === null) {
      const missing = next + ALIGNMENT - this.memory.buffer.byteLength
      if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES))
    }
    this.#next = next
    return start
  }

  /**
   * Where an array starts that holds `needed` numbers or more.
   *
   * @throws RangeError if it is shorter, or does not lie in this memory
   */
  static locate(array: Reals, needed: number): number {
    if (array.length < needed) throw new RangeError(`array.length = ${array.length}, must be ≥ ${needed}`)
    const offset = array.byteOffset
    if (offset < PAGE_BYTES) throw new RangeError('array lies outside of the kernels’ memory; ask them to allocate it')
    return offset
  }
}

function createMemory(): MemoryTract {
  const [largest, smaller] = MAXIMUM_PAGES
  try {
    return memoryUpTo(largest)
  } catch {
    return memoryUpTo(smaller)
  }
}

function memoryUpTo(pages: number): MemoryTract {
  const memory = new webAssembly.Memory({ initial: 2, maximum: pages, shared: true })
  return { memory, start: PAGE_BYTES, end: pages * PAGE_BYTES - ALIGNMENT }
}
