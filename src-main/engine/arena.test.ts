import { describe, expect, test } from 'vitest'
import { createArena } from './arena'

const declarations = [
  { name: 'hidden.W', shape: [3, 2] },
  { name: 'hidden.b', shape: [2] },
  { name: 'output.W', shape: [2, 1] },
]

describe('arena', () => {
  test('parameters are contiguous in declaration order', () => {
    const arena = createArena('float32', declarations)
    expect(arena.parameters).toEqual([
      { name: 'hidden.W', shape: [3, 2], offset: 0, length: 6 },
      { name: 'hidden.b', shape: [2], offset: 6, length: 2 },
      { name: 'output.W', shape: [2, 1], offset: 8, length: 2 },
    ])
    expect(arena.length).toBe(10)
    expect(arena.values).toEqual(new Float32Array(10))
    expect(arena.gradients).toEqual(new Float32Array(10))
  })

  test('a view shares memory with the array it looks at', () => {
    const arena = createArena('float64', declarations)
    const parameter = arena.parameters[1]!
    arena.view(parameter)[1] = 5
    arena.view(parameter, arena.gradients)[0] = 7
    expect([...arena.values]).toEqual([0, 0, 0, 0, 0, 0, 0, 5, 0, 0])
    expect([...arena.gradients]).toEqual([0, 0, 0, 0, 0, 0, 7, 0, 0, 0])
  })

  test('a slot starts at its initial value and is found by its name', () => {
    const arena = createArena('float32', declarations)
    const slot = arena.addSlot('s', 0.1)
    expect(slot).toEqual(new Float32Array(10).fill(0.1))
    expect(arena.slots.get('s')).toBe(slot)
    expect([...arena.slots.keys()]).toEqual(['s'])
  })

  test('every array comes from the allocator that was given', () => {
    const lengths: number[] = []
    const arena = createArena('float64', declarations, (_, length) => {
      lengths.push(length)
      return new Float64Array(length)
    })
    arena.addSlot('m', 0)
    expect(lengths).toEqual([10, 10, 10])
  })

  test('names must be there and unique', () => {
    expect(() => createArena('float64', [{ name: '', shape: [1] }])).toThrow('parameter name = "", must not be empty')
    expect(() => createArena('float64', [...declarations, { name: 'hidden.b', shape: [1] }])).toThrow(
      'parameter name = "hidden.b", must be unique in the arena',
    )
    const arena = createArena('float64', declarations)
    arena.addSlot('s', 0)
    expect(() => arena.addSlot('s', 0)).toThrow('slot name = "s", must be unique in the arena')
    expect(() => arena.addSlot('', 0)).toThrow('slot name = "", must not be empty')
  })

  test.each([[[]], [[0]], [[2, -1]], [[1.5]], [[Number.NaN]], [[2 ** 40, 2 ** 40]]])('shape %j is refused', (shape) => {
    expect(() => createArena('float64', [{ name: 'w', shape }])).toThrow('shape of w = [')
  })
})

describe('part', () => {
  test('is an arena over the memory of the whole: its parameters start at 0, what is written is written there', () => {
    const arena = createArena('float64', [
      { name: 'a', shape: [2] },
      { name: 'b', shape: [3] },
      { name: 'c', shape: [1] },
    ])
    const part = arena.part(1, 3)
    expect(part.parameters.map(({ name, offset }) => [name, offset])).toEqual([
      ['b', 0],
      ['c', 3],
    ])
    part.values.set([1, 2, 3, 4])
    expect([...arena.values]).toEqual([0, 0, 1, 2, 3, 4])
    expect([...part.view(part.parameters[1]!)]).toEqual([4])
  })

  test('a slot of one part is a slot of the whole, and each part sets its own elements', () => {
    const arena = createArena('float32', [
      { name: 'a', shape: [2] },
      { name: 'b', shape: [2] },
    ])
    arena.part(0, 1).addSlot('s', 1)
    const second = arena.part(1, 2)
    second.addSlot('s', 3)
    expect([...arena.slots.keys()]).toEqual(['s'])
    expect([...arena.slots.get('s')!]).toEqual([1, 1, 3, 3])
    expect(second.slots.get('s')!.byteOffset).toBe(arena.slots.get('s')!.byteOffset + 8)
    expect(() => second.addSlot('s', 0)).toThrow('slot name = "s", must be unique in the arena')
  })
})
