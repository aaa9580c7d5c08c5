/** The compiled kernels (`assembly/index.ts`): their signatures, and an instance over a memory. */
import { decodeBase64 } from './decodeBase64'
import { kernelBytes } from './kernelBytes'
import type { KernelMemory } from './kernelMemory'
import { webAssembly } from './webAssembly'

/** (out, x, length) */
type ElementwiseForward = (out: number, x: number, length: number) => void
/** (dx, dy, y or x, length) */
type ElementwiseBackward = (dx: number, dy: number, known: number, length: number) => void

/** Numbers are byte offsets, counts of elements, and single values. */
export interface KernelExports {
  scratchBytes(): number
  useScratch(pointer: number, areLoadsChecked: boolean): void
  productRows(
    out: number,
    a: number,
    b: number,
    rows: number,
    inner: number,
    columns: number,
    isTransposed: number,
    start: number,
    startRow: number,
    startPanel: number,
    floor: number,
  ): void
  productColumns(
    out: number,
    a: number,
    b: number,
    rows: number,
    inner: number,
    columns: number,
    aColumns: number,
    start: number,
    startRow: number,
    startPanel: number,
    floor: number,
  ): void
  convolutionForward(
    y: number,
    x: number,
    w: number,
    b: number,
    rows: number,
    filters: number,
    windows: number,
    patches: number,
    spread: number,
    floor: number,
  ): void
  convolutionParameterGradients(
    dw: number,
    db: number,
    dy: number,
    x: number,
    rows: number,
    filters: number,
    windows: number,
    patches: number,
  ): void
  convolutionInputGradients(
    dx: number,
    dy: number,
    w: number,
    rows: number,
    filters: number,
    windows: number,
    patches: number,
  ): void
  scaleRows(out: number, bytes: number, rows: number, count: number, size: number, scaled: number): void
  scaleRowsLinearly(
    out: number,
    bytes: number,
    rows: number,
    count: number,
    size: number,
    high: number,
    low: number,
  ): void
  maxPoolForward(out: number, winners: number, inputs: number, planes: number, windows: number): void
  maxPoolBackward(dx: number, dy: number, winners: number, planes: number, windows: number): void
  averagePoolForward(out: number, inputs: number, planes: number, windows: number): void
  averagePoolBackward(dx: number, dy: number, planes: number, windows: number): void
  copyElements(out: number, a: number, length: number): void
  addElements(out: number, a: number, b: number, length: number): void
  multiplyElements(out: number, a: number, b: number, length: number): void
  layerNormForward(
    y: number,
    x: number,
    w: number,
    b: number,
    rows: number,
    size: number,
    epsilon: number,
    kept: number,
  ): void
  layerNormBackward(
    dx: number,
    dw: number,
    db: number,
    dy: number,
    x: number,
    w: number,
    rows: number,
    size: number,
    kept: number,
  ): void
  batchNormMeasure(means: number, squares: number, x: number, rows: number, channels: number, positions: number): void
  batchNormForward(
    y: number,
    x: number,
    w: number,
    b: number,
    means: number,
    inverses: number,
    rows: number,
    channels: number,
    positions: number,
  ): void
  batchNormBackward(
    dx: number,
    dw: number,
    db: number,
    dy: number,
    x: number,
    w: number,
    means: number,
    inverses: number,
    rows: number,
    channels: number,
    positions: number,
  ): void
  columnSums(out: number, a: number, rows: number, columns: number): void
  readonly reluForward: ElementwiseForward
  readonly reluBackward: ElementwiseBackward
  leakyReluForward(out: number, x: number, length: number, slope: number): void
  leakyReluBackward(dx: number, dy: number, x: number, length: number, slope: number): void
  readonly tanhForward: ElementwiseForward
  readonly tanhBackward: ElementwiseBackward
  readonly sigmoidForward: ElementwiseForward
  readonly sigmoidBackward: ElementwiseBackward
  readonly geluForward: ElementwiseForward
  readonly geluBackward: ElementwiseBackward
  readonly siluForward: ElementwiseForward
  readonly siluBackward: ElementwiseBackward
  readonly softplusForward: ElementwiseForward
  readonly softplusBackward: ElementwiseBackward
  eluForward(out: number, x: number, length: number, alpha: number): void
  eluBackward(dx: number, dy: number, y: number, x: number, length: number, alpha: number): void
  readonly exponentials: ElementwiseForward
  readonly logarithms: ElementwiseForward
  readonly logarithmsOnePlus: ElementwiseForward
  softmaxCrossEntropy(gradients: number, z: number, targets: number, rows: number, columns: number): number
  smoothedCrossEntropy(
    gradients: number,
    z: number,
    targets: number,
    rows: number,
    columns: number,
    rest: number,
    share: number,
  ): number
  meanSquaredError(gradients: number, z: number, targets: number, length: number): number
  meanAbsoluteError(gradients: number, z: number, targets: number, length: number): number
  huber(gradients: number, z: number, targets: number, length: number, delta: number): number
  binaryCrossEntropy(gradients: number, z: number, targets: number, length: number): number
}

let compiled: object | undefined

export interface KernelInstance {
  readonly exports: KernelExports
  /** Offset of eight zeros. */
  readonly zeros: number
}

/**
 * Takes its scratch from the memory. The code is compiled once a process.
 *
 * @param areLoadsChecked - see `KernelResources`
 */
export function instantiateKernels(memory: KernelMemory, areLoadsChecked: boolean): KernelInstance {
  compiled ??= new webAssembly.Module(decodeBase64(kernelBytes))
  const instance = new webAssembly.Instance(compiled, { env: { memory: memory.memory } })
  // the codec of this boundary: what the module exports is what its sources say
  const exports = instance.exports as KernelExports
  const scratch = memory.reserve(exports.scratchBytes())
  exports.useScratch(scratch, areLoadsChecked)
  return { exports, zeros: scratch }
}
