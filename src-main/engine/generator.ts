/**
 * Seeded random numbers: one independent stream per (seed, purpose).
 *
 * Base generator: xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47,
 * 2021), 32-bit integer operations only, so every machine draws the same bits.
 * Seeding: the two halves of the seed and the code units of the purpose are absorbed into four 32-bit lanes, each lane
 * closed by the finaliser of MurmurHash3 (Appleby, 2011). Different purposes therefore give unrelated streams, and
 * drawing from one never moves another.
 *
 * Invariant: the state is four words, not all zero, and the spare normal value; `restore(state())` changes nothing.
 */
import { logarithm } from './mathematics/logarithm'

export interface Generator {
  /** an integer in [0, 2³²) */
  nextUint32(): number
  /** a multiple of 2⁻⁵³ in [0, 1); takes two words */
  nextUniform(): number
  /**
   * an integer in [0, n), each equally likely: words at or above the last multiple of n are drawn again
   *
   * @throws RangeError if n is not an integer in [1, 2³²]
   */
  nextBelow(n: number): number
  /** a standard normal value, by Marsaglia's polar method; values come in pairs and the second is kept in the state */
  nextNormal(): number
  /** permutes in place, each order equally likely (Fisher–Yates from the end) */
  shuffle(indices: Uint32Array): void
  /** six numbers that survive JSON: four words, 1 or 0 for "a spare is there", the spare */
  state(): number[]
  /** @throws RangeError if this is not what `state` gives */
  restore(state: readonly number[]): void
}

const TWO_TO_32 = 4294967296
const TWO_TO_MINUS_53 = 1 / 9007199254740992

/**
 * @param seed a safe integer ≥ 0
 * @param purpose what the stream is for: `initialWeights`, `dataOrder` …
 * @throws RangeError if the seed is out of range or the purpose empty
 */
export function createGenerator(seed: number, purpose: string): Generator {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`seed = ${seed}, must be an integer in [0, 2^53)`)
  if (purpose === '') throw new RangeError('purpose = "", must not be empty')
  return new Xoshiro128StarStar(hashSeed(seed, purpose))
}

class Xoshiro128StarStar implements Generator {
  readonly #words: Uint32Array
  #hasSpare = false
  #spare = 0

  constructor(words: Uint32Array) {
    this.#words = words
  }

  nextUint32(): number {
    const s = this.#words
    const s1 = s[1]!
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0
    s[2]! ^= s[0]!
    s[3]! ^= s1
    s[1]! ^= s[2]!
    s[0]! ^= s[3]!
    s[2]! ^= s1 << 9
    s[3] = rotateLeft(s[3]!, 11)
    return result
  }

  nextUniform(): number {
    const high = this.nextUint32() >>> 5
    const low = this.nextUint32() >>> 6
    return (high * 67108864 + low) * TWO_TO_MINUS_53
  }

  nextBelow(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > TWO_TO_32)
      throw new RangeError(`n = ${n}, must be an integer in [1, 2^32]`)
    return n === TWO_TO_32 ? this.nextUint32() : this.#below(n)
  }

  /** For n < 2³²: said so, since a remainder of 32-bit words is one instruction, and one of other numbers a loop. */
  #below(n: number): number {
    const words = n >>> 0
    for (;;) {
      const word = this.nextUint32()
      const rest = word % words
      // word − rest is a multiple of n: another one must fit below 2³², or the word lies at the last multiple or above
      if (word - rest + words <= TWO_TO_32) return rest
    }
  }

  nextNormal(): number {
    if (this.#hasSpare) {
      this.#hasSpare = false
      return this.#spare
    }
    let u: number
    let v: number
    let squared: number
    do {
      u = 2 * this.nextUniform() - 1
      v = 2 * this.nextUniform() - 1
      squared = u * u + v * v
    } while (squared >= 1 || squared === 0)
    const factor = Math.sqrt((-2 * logarithm(squared)) / squared)
    this.#spare = v * factor
    this.#hasSpare = true
    return u * factor
  }

  shuffle(indices: Uint32Array): void {
    for (let last = indices.length - 1; last > 0; last--) {
      const other = this.#below(last + 1)
      const kept = indices[last]!
      indices[last] = indices[other]!
      indices[other] = kept
    }
  }

  state(): number[] {
    return [...this.#words, this.#hasSpare ? 1 : 0, this.#hasSpare ? this.#spare : 0]
  }

  restore(state: readonly number[]): void {
    const [s0, s1, s2, s3, hasSpare, spare] = state
    const words = [s0, s1, s2, s3]
    const isSound =
      state.length === 6 &&
      words.every((word) => word !== undefined && word === word >>> 0) &&
      words.some((word) => word !== 0) &&
      (hasSpare === 0 || hasSpare === 1) &&
      spare !== undefined &&
      Number.isFinite(spare)
    if (!isSound) {
      throw new RangeError(
        `generator state = [${state.join(', ')}], must be four words not all zero, 0 or 1, and a number`,
      )
    }
    this.#words.set(state.slice(0, 4))
    this.#hasSpare = hasSpare === 1
    this.#spare = spare
  }
}

function rotateLeft(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}

/** Four words from everything that names the stream; the length goes in last, so no purpose is a prefix of another. */
function hashSeed(seed: number, purpose: string): Uint32Array {
  // the first eight hexadecimal digits of the fractions of √2, √3, √5 and √7: constants that hide nothing
  const lanes = Uint32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a)
  absorb(lanes, seed >>> 0)
  absorb(lanes, Math.floor(seed / TWO_TO_32))
  for (let index = 0; index < purpose.length; index++) absorb(lanes, purpose.charCodeAt(index))
  absorb(lanes, purpose.length)
  for (let turn = 0; turn < 4; turn++) absorb(lanes, turn)
  if (lanes.every((lane) => lane === 0)) lanes[0] = 1
  return lanes
}

/** Mixes one word into every lane; each lane also takes what the lane before it has become. */
function absorb(lanes: Uint32Array, word: number): void {
  let carried = word
  for (let lane = 0; lane < 4; lane++) {
    carried = finalise((lanes[lane]! ^ carried) + 0x9e3779b9)
    lanes[lane] = carried
  }
}

/** fmix32 of MurmurHash3: every input bit changes every output bit with probability near one half. */
function finalise(word: number): number {
  let h = word | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
