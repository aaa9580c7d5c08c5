/** Memory for the targets of one batch, as classes, shares or reals; made larger when a larger batch comes. */
import type { KernelMemory } from './kernelMemory'

export class TargetRoom {
  readonly #memory: KernelMemory
  #classes: Int32Array = new Int32Array(0)
  #shares: Float32Array = new Float32Array(0)
  #reals: Float64Array = new Float64Array(0)

  constructor(memory: KernelMemory) {
    this.#memory = memory
  }

  ofClasses(count: number): Int32Array {
    if (this.#classes.length < count) this.#growSmall(count)
    return this.#classes
  }

  ofShares(count: number): Float32Array {
    if (this.#shares.length < count) this.#growSmall(count)
    return this.#shares
  }

  ofReals(count: number): Float64Array {
    if (this.#reals.length < count) {
      const start = this.#memory.reserve(count * 8)
      this.#reals = new Float64Array(this.#memory.memory.buffer, start, count)
    }
    return this.#reals
  }

  #growSmall(count: number): void {
    const start = this.#memory.reserve(count * 4)
    const { buffer } = this.#memory.memory
    this.#classes = new Int32Array(buffer, start, count)
    this.#shares = new Float32Array(buffer, start, count)
  }
}
