import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createArena } from './arena'
import { LinearMemory } from './linearMemory'

const requests = fc.array(fc.record({ precision: fc.constantFrom('float32', 'float64'), length: fc.nat(300) }), {
  maxLength: 20,
})

describe('linear memory', () => {
  it('arrays start at a multiple of 64 bytes, share nothing, are zero, and keep what is written', () => {
    const law = fc.property(requests, (list) => {
      const memory = new LinearMemory(65536)
      const arrays = list.map(({ precision, length }) => memory.allocate(precision, length))
      for (const array of arrays) {
        expect(array.every((value) => value === 0)).toBe(true)
        expect(array.byteOffset % 64).toBe(0)
        expect(array.byteOffset).toBeGreaterThan(0)
        expect(memory.holds(array)).toBe(true)
      }
      arrays.forEach((array, index) => {
        array.fill(index + 1)
      })
      arrays.forEach((array, index) => {
        expect(array.every((value) => value === index + 1)).toBe(true)
      })
    })
    fc.assert(law, { numRuns: 50 })
  })

  it('a capacity of the sum of bytesFor is enough, and not more than a page too much', () => {
    const law = fc.property(requests, (list) => {
      const sum = list.reduce((total, { precision, length }) => total + LinearMemory.bytesFor(precision, length), 0)
      const memory = new LinearMemory(sum)
      for (const { precision, length } of list) memory.allocate(precision, length)
      expect(memory.capacityBytes - sum).toBeLessThanOrEqual(65536 + 64)
    })
    fc.assert(law, { numRuns: 50 })
  })

  it('an arena lives in it', () => {
    const memory = new LinearMemory(0)
    const arena = createArena('float32', [{ name: 'x', shape: [3] }], memory.allocate)
    arena.addSlot('s', 0.5)
    expect(memory.holds(arena.values) && memory.holds(arena.gradients)).toBe(true)
    expect(arena.slots.get('s')).toEqual(new Float32Array([0.5, 0.5, 0.5]))
    expect(memory.holds(new Float32Array(3))).toBe(false)
  })

  it.each([
    [() => new LinearMemory(-1), 'capacityBytes = -1, must be an integer in [0, 4294967296]'],
    [() => new LinearMemory(2 ** 32 + 1), 'capacityBytes = 4294967297, must be an integer in [0, 4294967296]'],
    [() => new LinearMemory(0.5), 'capacityBytes = 0.5, must be an integer in [0, 4294967296]'],
    [() => new LinearMemory(64).allocate('float32', -1), 'length = -1, must be an integer ≥ 0'],
    [
      () => new LinearMemory(64).allocate('float64', 10_000),
      'length = 10000 takes 80000 bytes, must be at most the 65472 that are left',
    ],
  ])('refuses with name, value and bound (%#)', (act, message) => {
    expect(act).toThrow(new RangeError(message))
  })

  it('what did not fit takes nothing', () => {
    const memory = new LinearMemory(64)
    expect(() => memory.allocate('float32', 1e6)).toThrow(RangeError)
    expect(memory.allocate('float32', 1).byteOffset).toBe(64)
  })
})
