/** The windows of an image in the kernels' memory, as `assembly/windows.ts` reads them. */
import type { ImageWindows } from '../kernels/imageWindows'
import type { KernelMemory } from './kernelMemory'

/** @returns their offset */
export function writeWindows(memory: KernelMemory, windows: ImageWindows): number {
  const { channels, height, width, size, stride, outputHeight, outputWidth, top, left } = windows
  const numbers = [channels, height, width, size, stride, outputHeight, outputWidth, top, left]
  const start = memory.reserve(numbers.length * 4)
  new Int32Array(memory.memory.buffer, start, numbers.length).set(numbers)
  return start
}
