import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGenerator } from './generator'

const seeds = fc.maxSafeNat()
const purposes = fc.string({ minLength: 1, maxLength: 12 })

describe('generator', () => {
  test('the words are those of the reference implementation of xoshiro128** 1.1', () => {
    const generator = createGenerator(0, 'any')
    generator.restore([1, 2, 3, 4, 0, 0])
    // produced by xoshiro128starstar.c; the vector of the Rust crate rand_xoshiro
    const expected = [
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]
    expect(expected.map(() => generator.nextUint32())).toEqual(expected)
  })

  test('the same seed and purpose give the same stream, another seed or purpose another one', () => {
    const firstWords = (seed: number, purpose: string) => {
      const generator = createGenerator(seed, purpose)
      return [1, 2, 3, 4].map(() => generator.nextUint32()).join()
    }
    fc.assert(
      fc.property(seeds, purposes, (seed, purpose) => {
        expect(firstWords(seed, purpose)).toBe(firstWords(seed, purpose))
      }),
    )
    const streams = new Set<string>()
    for (let seed = 0; seed < 500; seed++) {
      for (const purpose of ['initialWeights', 'dataOrder', 'a', 'b', 'aa', 'ab'])
        streams.add(firstWords(seed, purpose))
    }
    // seeds that agree in their lower 32 bits differ too
    streams.add(firstWords(2 ** 32, 'a'))
    streams.add(firstWords(2 ** 52, 'a'))
    expect(streams.size).toBe(3002)
  })

  test('a neighbouring seed changes about half the bits of the first word', () => {
    let changed = 0
    for (let seed = 0; seed < 1000; seed++) {
      let difference = createGenerator(seed, 'w').nextUint32() ^ createGenerator(seed + 1, 'w').nextUint32()
      for (; difference !== 0; difference &= difference - 1) changed++
    }
    // binomial, 32,000 coins: standard deviation 89
    expect(Math.abs(changed - 16000)).toBeLessThan(450)
  })

  test('uniform values are multiples of 2⁻⁵³ in [0, 1) with mean ½ and variance 1/12', () => {
    const generator = createGenerator(1, 'uniform')
    let sum = 0
    let squares = 0
    for (let draw = 0; draw < 100000; draw++) {
      const value = generator.nextUniform()
      if (!(value >= 0 && value < 1) || !Number.isInteger(value * 2 ** 53)) throw new Error(`drew ${value}`)
      sum += value
      squares += (value - 0.5) ** 2
    }
    expect(sum / 100000).toBeCloseTo(0.5, 2)
    expect(squares / 100000).toBeCloseTo(1 / 12, 2)
  })

  test('nextBelow stays below n and gives each value equally often', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
        const value = createGenerator(seed, 'below').nextBelow(n)
        return Number.isInteger(value) && value >= 0 && value < n
      }),
    )
    const generator = createGenerator(3, 'below')
    const counts = new Uint32Array(6)
    for (let draw = 0; draw < 60000; draw++) counts[generator.nextBelow(6)]!++
    let chiSquared = 0
    for (const count of counts) chiSquared += (count - 10000) ** 2 / 10000
    // five degrees of freedom: 99.9 % of all samples are below 20.5
    expect(chiSquared).toBeLessThan(20.5)
  })

  test('nextBelow draws again where the remainder would favour small values', () => {
    // n = 3·2³⁰: a plain remainder would give [0, 2³⁰) twice as often as the rest; unbiased, it gets one third
    const generator = createGenerator(4, 'below')
    let low = 0
    for (let draw = 0; draw < 30000; draw++) if (generator.nextBelow(3 * 2 ** 30) < 2 ** 30) low++
    expect(Math.abs(low / 30000 - 1 / 3)).toBeLessThan(0.015)
  })

  test('nextBelow and shuffle take the words that integers of any length would take', () => {
    const below = (words: () => number, n: number): number => {
      const [limit, divisor] = [2n ** 32n - (2n ** 32n % BigInt(n)), BigInt(n)]
      let word = BigInt(words())
      while (word >= limit) word = BigInt(words())
      return Number(word % divisor)
    }
    const bounds = fc.oneof(fc.integer({ min: 1, max: 2 ** 32 }), fc.integer({ min: 2 ** 31 - 2, max: 2 ** 31 + 2 }))
    fc.assert(
      fc.property(seeds, fc.array(bounds, { minLength: 1, maxLength: 9 }), fc.nat({ max: 70 }), (seed, all, length) => {
        const [generator, words] = [createGenerator(seed, 'words'), createGenerator(seed, 'words')]
        for (const n of all) expect(generator.nextBelow(n)).toBe(below(() => words.nextUint32(), n))
        const indices = Uint32Array.from({ length }, (_, index) => index)
        const expected = [...indices]
        generator.shuffle(indices)
        for (let last = length - 1; last > 0; last--) {
          const other = below(() => words.nextUint32(), last + 1)
          const kept = expected[last]!
          expected[last] = expected[other]!
          expected[other] = kept
        }
        expect([...indices]).toEqual(expected)
        expect(generator.state()).toEqual(words.state())
      }),
    )
  })

  test('normal values have mean 0, variance 1 and kurtosis 3', () => {
    const generator = createGenerator(5, 'normal')
    const count = 200000
    let sum = 0
    let squares = 0
    let fourths = 0
    for (let draw = 0; draw < count; draw++) {
      const value = generator.nextNormal()
      sum += value
      squares += value ** 2
      fourths += value ** 4
    }
    expect(sum / count).toBeCloseTo(0, 1)
    expect(Math.abs(squares / count - 1)).toBeLessThan(0.02)
    expect(Math.abs(fourths / count - 3)).toBeLessThan(0.15)
  })

  test('a shuffle is a permutation, and every order of three comes equally often', () => {
    fc.assert(
      fc.property(seeds, fc.nat({ max: 50 }), (seed, length) => {
        const indices = Uint32Array.from({ length }, (_, index) => index)
        createGenerator(seed, 'shuffle').shuffle(indices)
        expect([...indices].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, index) => index))
      }),
    )
    const generator = createGenerator(6, 'shuffle')
    const counts = new Map<string, number>()
    for (let draw = 0; draw < 12000; draw++) {
      const indices = Uint32Array.of(0, 1, 2)
      generator.shuffle(indices)
      counts.set(indices.join(), (counts.get(indices.join()) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(200)
  })

  test('a restored generator goes on with the same values, the spare normal value included', () => {
    fc.assert(
      fc.property(seeds, fc.nat({ max: 9 }), (seed, drawn) => {
        const original = createGenerator(seed, 'state')
        for (let draw = 0; draw < drawn; draw++) original.nextNormal()
        const copy = createGenerator(0, 'other')
        copy.restore(JSON.parse(JSON.stringify(original.state())))
        const draw = (generator: typeof original) => [
          generator.nextNormal(),
          generator.nextUniform(),
          generator.nextNormal(),
        ]
        expect(draw(copy)).toEqual(draw(original))
      }),
    )
  })

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('seed %s is refused', (seed) => {
    expect(() => createGenerator(seed, 'w')).toThrow(`seed = ${seed}, must be an integer in [0, 2^53)`)
  })

  test('an empty purpose, a bad n and a bad state are refused', () => {
    expect(() => createGenerator(1, '')).toThrow('purpose = "", must not be empty')
    const generator = createGenerator(1, 'w')
    for (const n of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN]) {
      expect(() => generator.nextBelow(n)).toThrow(`n = ${n}, must be an integer in [1, 2^32]`)
    }
    for (const state of [
      [],
      [1, 2, 3, 4],
      [0, 0, 0, 0, 0, 0],
      [1, 2, 3, 4, 2, 0],
      [1, 2, 3, -4, 0, 0],
      [1, 2, 3, 4, 1, NaN],
    ]) {
      expect(() => generator.restore(state)).toThrow('generator state = [')
    }
  })
})
