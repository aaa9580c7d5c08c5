/** The measures by WebAssembly, over arrays of float32 in one memory; arrays of float64 are left to the reference. */
import type { Measures } from '../measures/measures'
import { typescriptMeasures } from '../measures/typescriptMeasures'
import type { Reals } from '../precision'
import { decodeBase64 } from './decodeBase64'
import { KernelMemory } from './kernelMemory'
import { measureBytes } from './measureBytes'
import { webAssembly } from './webAssembly'

/** Numbers are byte offsets, counts of elements, and single values. Compiled from `assembly/measures/index.ts`. */
interface MeasureExports {
  sumOfSquares(a: number, length: number, lanes: number): number
  sumOfSquaredDifferences(a: number, b: number, length: number, lanes: number): number
  summarise(a: number, length: number, cells: number): number
  areFinite(a: number, length: number): number
  observeSecondMoment(s: number, g: number, length: number, kept: number, taken: number): void
  countCells(a: number, length: number, counts: number, first: number): void
  takeCells(a: number, length: number, groups: number, first: number, ends: number, taken: number): void
}

const { locate } = KernelMemory
/** Eight lanes, smallest and largest. */
const cellCount = 10
const leastCell = 8
const largestCell = 9

let compiled: object | undefined

/** Takes a little of the memory. The code is compiled once a process. */
export function wasmMeasures(memory: KernelMemory): Measures {
  compiled ??= new webAssembly.Module(decodeBase64(measureBytes))
  const instance = new webAssembly.Instance(compiled, { env: { memory: memory.memory } })
  // the codec of this boundary: what the module exports is what its sources say
  const exports = instance.exports as MeasureExports
  const cells = memory.allocate('float64', cellCount)
  const place = cells.byteOffset
  const reference = typescriptMeasures
  return {
    reals: (precision, length) => memory.allocate(precision, length),
    words(length) {
      const start = memory.reserve(4 * length)
      return new Int32Array(memory.memory.buffer, start, length)
    },
    bytes(length) {
      const start = memory.reserve(length)
      return new Uint8Array(memory.memory.buffer, start, length)
    },
    norm: (a) => (isWide(a) ? reference.norm(a) : Math.sqrt(exports.sumOfSquares(locate(a, 0), a.length, place))),
    distance: (a, b) =>
      isWide(a)
        ? reference.distance(a, b)
        : Math.sqrt(exports.sumOfSquaredDifferences(locate(a, 0), locate(b, a.length), a.length, place)),
    sumOfSquares: (a) => (isWide(a) ? reference.sumOfSquares(a) : exports.sumOfSquares(locate(a, 0), a.length, place)),
    sumOfSquaredDifferences: (a, b) =>
      isWide(a)
        ? reference.sumOfSquaredDifferences(a, b)
        : exports.sumOfSquaredDifferences(locate(a, 0), locate(b, a.length), a.length, place),
    summarise(a, into) {
      if (isWide(a)) {
        reference.summarise(a, into)
        return
      }
      into.sum = exports.summarise(locate(a, 0), a.length, place)
      into.least = cells[leastCell]!
      into.largest = cells[largestCell]!
    },
    areFinite: (a) => (isWide(a) ? reference.areFinite(a) : exports.areFinite(locate(a, 0), a.length) !== 0),
    observeSecondMoment(s, g, beta2) {
      if (isWide(s)) reference.observeSecondMoment(s, g, beta2)
      else exports.observeSecondMoment(locate(s, 0), locate(g, s.length), s.length, beta2, 1 - beta2)
    },
    countCells: (a, counts, first) => exports.countCells(locate(a, 0), a.length, counts.byteOffset, first),
    takeCells: (a, groups, first, ends, taken) =>
      exports.takeCells(locate(a, 0), a.length, groups.byteOffset, first, ends.byteOffset, taken.byteOffset),
  }
}

function isWide(a: Reals): a is Float64Array {
  return a instanceof Float64Array
}
