import { describe, expect, it } from 'vitest'
import { KernelMemory } from './kernelMemory'

const PAGE_BYTES = 65_536
const GIBIBYTE = 2 ** 30

describe('KernelMemory', () => {
  it('starts arrays at cache lines behind the first page, zeroed, and counts what they take in whole lines', () => {
    const memory = new KernelMemory()
    const first = memory.allocate('float32', 17)
    const second = memory.allocate('float64', 0)
    const third = memory.allocate('float64', 1)
    expect([first, second, third].map((array) => array.byteOffset - PAGE_BYTES)).toEqual([0, 128, 128])
    expect(first).toEqual(new Float32Array(17))
    expect(memory.usedBytes).toBe(192)
  })

  it('grows below arrays that were there, with 64 bytes to read behind the last one', () => {
    const memory = new KernelMemory()
    const first = memory.allocate('float32', 4).fill(3)
    const large = memory.allocate('float64', PAGE_BYTES)
    expect(memory.memory.buffer.byteLength).toBeGreaterThanOrEqual(large.byteOffset + large.byteLength + 64)
    new Float32Array(memory.memory.buffer, first.byteOffset, 1)[0] = 5
    expect([...first]).toEqual([5, 3, 3, 3])
  })

  it.each([
    ['more than an offset can reach', 2 ** 50],
    ['more than there is', 4 * GIBIBYTE],
  ])('refuses %s by what is left, and goes on as if nothing had been asked', (_, bytes) => {
    const memory = new KernelMemory()
    memory.allocate('float32', 16)
    const refused = () => memory.allocate('float64', bytes / 8)
    expect(refused).toThrow(RangeError)
    // 1 GiB where the machine refuses the address space of 4
    const left = [4, 1].map((most) => most * GIBIBYTE - PAGE_BYTES - 64 - 64)
    const most = `^bytes = ${bytes}, must be at most the (${left.join('|')}) left of the kernels’ memory$`
    expect(refused).toThrow(new RegExp(most))
    expect(memory.usedBytes).toBe(64)
    expect(memory.allocate('float32', 16).byteOffset).toBe(PAGE_BYTES + 64)
  })

  it('cleared, hands out the same places again, zeroed', () => {
    const memory = new KernelMemory()
    const first = memory.allocate('float32', 100).fill(3)
    memory.allocate('float64', PAGE_BYTES).fill(Number.NaN)
    memory.clear()
    expect(memory.usedBytes).toBe(0)
    const again = [memory.allocate('float32', 100), memory.allocate('float64', PAGE_BYTES)]
    expect(again[0]?.byteOffset).toBe(first.byteOffset)
    for (const array of again) expect(array.every((value) => Object.is(value, 0))).toBe(true)
  })

  it('hands out a tract of another memory and no byte more', () => {
    const { memory } = new KernelMemory()
    const tract = new KernelMemory({ memory, start: PAGE_BYTES + 64, end: PAGE_BYTES + 192 })
    expect(tract.allocate('float32', 1).byteOffset).toBe(PAGE_BYTES + 64)
    const refusal = 'bytes = 65, must be at most the 64 left of the thread’s tract'
    expect(() => tract.reserve(65)).toThrow(new RangeError(refusal))
    expect(tract.reserve(64)).toBe(PAGE_BYTES + 128)
  })

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('refuses an array of %d numbers', (length) => {
    expect(() => new KernelMemory().allocate('float32', length)).toThrow(`length = ${length}, must be an integer ≥ 0`)
  })

  it('finds arrays of its own, and refuses others and those that are too short', () => {
    const memory = new KernelMemory()
    const own = memory.allocate('float32', 4)
    expect(KernelMemory.locate(own, 4)).toBe(PAGE_BYTES)
    expect(() => KernelMemory.locate(own, 5)).toThrow('array.length = 4, must be ≥ 5')
    expect(() => KernelMemory.locate(new Float32Array(4), 4)).toThrow('array lies outside of the kernels’ memory')
  })
})
