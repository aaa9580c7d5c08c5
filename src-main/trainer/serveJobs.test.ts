import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { KernelMemory } from '../engine/wasm/kernelMemory'
import { releaseMemory } from './serveJobs'

const size = 400_000_000
const held = () => process.memoryUsage.rss()

/** As a run does: arrays in kernels' memory and of JavaScript's own, all written. */
function work(): number {
  const kernels = new KernelMemory().allocate('float64', size / 16).fill(1)
  const own = new Float64Array(size / 16).fill(1)
  return kernels.at(-1)! + own.at(-1)!
}

test('what a large job held is the machine’s again', async () => {
  expect(work()).toBe(2)
  const before = held()
  releaseMemory(0)
  // array buffers are freed beside
  while (held() > before - size * 0.9) await setImmediate()
  expect(held()).toBeLessThan(before)
})
