/** Losses by WebAssembly, by the reference each is the twin of. Targets are checked and copied into the memory here. */
import { checkedShare } from '../losses/binaryCrossEntropy'
import type { Loss, Targets } from '../losses/loss'
import { checkedClass } from '../losses/softmaxCrossEntropy'
import type { Reals } from '../precision'
import type { KernelInstance } from './kernelExports'
import { KernelMemory } from './kernelMemory'

const { locate } = KernelMemory
const NO_GRADIENTS = 0

export function wasmLosses({ exports }: KernelInstance, memory: KernelMemory): (reference: Loss) => Loss {
  const room = new TargetRoom(memory)
  const evaluators = evaluatorsOf(exports, room)
  return (reference) => ({ ...reference, evaluate: evaluators[reference.kind](reference.setting) })
}

type Evaluator = (setting: number) => Loss['evaluate']

function evaluatorsOf(exports: KernelInstance['exports'], room: TargetRoom): Record<Loss['kind'], Evaluator> {
  return {
    softmaxCrossEntropy: () => (gradients, outputs, targets, rows, columns) => {
      const classes = copyClasses(room, targets, rows, columns)
      const dz = gradients === null ? NO_GRADIENTS : locate(gradients, rows * columns)
      return exports.softmaxCrossEntropy(dz, locate(outputs, rows * columns), classes, rows, columns) / rows
    },
    smoothedCrossEntropy: (smoothing) => (gradients, outputs, targets, rows, columns) => {
      const classes = copyClasses(room, targets, rows, columns)
      const dz = gradients === null ? NO_GRADIENTS : locate(gradients, rows * columns)
      const z = locate(outputs, rows * columns)
      const share = smoothing / columns
      return exports.smoothedCrossEntropy(dz, z, classes, rows, columns, 1 - smoothing, share) / rows
    },
    binaryCrossEntropy: () => (gradients, outputs, targets, rows, columns) => {
      const count = rows * columns
      const shares = room.ofShares(count)
      for (let index = 0; index < count; index++) shares[index] = checkedShare(targets, index)
      const dz = gradients === null ? NO_GRADIENTS : locate(gradients, count)
      return exports.binaryCrossEntropy(dz, locate(outputs, count), shares.byteOffset, count) / count
    },
    meanSquaredError: () => ofReals(room, exports.meanSquaredError),
    meanAbsoluteError: () => ofReals(room, exports.meanAbsoluteError),
    huber: (delta) => ofReals(room, (dz, z, targets, count) => exports.huber(dz, z, targets, count, delta)),
  }
}

function copyClasses(room: TargetRoom, targets: Targets, rows: number, columns: number): number {
  const classes = room.ofClasses(rows)
  for (let row = 0; row < rows; row++) classes[row] = checkedClass(targets, row, columns)
  return classes.byteOffset
}

function ofReals(
  room: TargetRoom,
  sum: (gradients: number, z: number, targets: number, length: number) => number,
): Loss['evaluate'] {
  return (gradients: Reals | null, outputs: Reals, targets: Targets, rows: number, columns: number) => {
    const count = rows * columns
    const reals = room.ofReals(count)
    for (let index = 0; index < count; index++) reals[index] = targets[index]!
    const dz = gradients === null ? NO_GRADIENTS : locate(gradients, count)
    return sum(dz, locate(outputs, count), reals.byteOffset, count) / count
  }
}

/** Memory for the targets of one batch, as classes, shares or reals; made larger when a larger batch comes. */
class TargetRoom {
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
