/** Losses by WebAssembly, by the reference each is the twin of. Targets are checked and copied into the memory here. */
import { binaryCrossEntropy, checkedShare } from '../losses/binaryCrossEntropy'
import type { Loss } from '../losses/loss'
import { checkedClass, softmaxCrossEntropy } from '../losses/softmaxCrossEntropy'
import type { KernelInstance } from './kernelExports'
import { KernelMemory } from './kernelMemory'

const { locate } = KernelMemory
const NO_GRADIENTS = 0

export function wasmLosses({ exports }: KernelInstance, memory: KernelMemory): ReadonlyMap<Loss, Loss> {
  const room = new TargetRoom(memory)
  const softmax: Loss = {
    ...softmaxCrossEntropy,
    evaluate(gradients, outputs, targets, rows, columns) {
      const classes = room.ofClasses(rows)
      for (let row = 0; row < rows; row++) classes[row] = checkedClass(targets, row, columns)
      const dz = gradients === null ? NO_GRADIENTS : locate(gradients, rows * columns)
      const z = locate(outputs, rows * columns)
      return exports.softmaxCrossEntropy(dz, z, classes.byteOffset, rows, columns) / rows
    },
  }
  const binary: Loss = {
    ...binaryCrossEntropy,
    evaluate(gradients, outputs, targets, rows, columns) {
      const count = rows * columns
      const shares = room.ofShares(count)
      for (let index = 0; index < count; index++) shares[index] = checkedShare(targets, index)
      const dz = gradients === null ? NO_GRADIENTS : locate(gradients, count)
      return exports.binaryCrossEntropy(dz, locate(outputs, count), shares.byteOffset, count) / count
    },
  }
  return new Map([
    [softmaxCrossEntropy, softmax],
    [binaryCrossEntropy, binary],
  ])
}

/** Memory for the targets of one batch, as classes or as shares; made larger when a larger batch comes. */
class TargetRoom {
  readonly #memory: KernelMemory
  #classes: Int32Array = new Int32Array(0)
  #shares: Float32Array = new Float32Array(0)

  constructor(memory: KernelMemory) {
    this.#memory = memory
  }

  ofClasses(count: number): Int32Array {
    if (this.#classes.length < count) this.#grow(count)
    return this.#classes
  }

  ofShares(count: number): Float32Array {
    if (this.#shares.length < count) this.#grow(count)
    return this.#shares
  }

  #grow(count: number): void {
    const start = this.#memory.reserve(count * 4)
    const { buffer } = this.#memory.memory
    this.#classes = new Int32Array(buffer, start, count)
    this.#shares = new Float32Array(buffer, start, count)
  }
}
