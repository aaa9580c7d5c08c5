/** y·2^k, the twin of `scaleByPowerOfTwo`: the end of every function that computes a power. */
import type { FunctionBody } from '../functionBody'
import {
  above,
  add,
  atLeast,
  choose,
  fromHighWord,
  integer,
  keep,
  keepWord,
  multiply,
  returnWhen,
  shiftLeft,
  type Term,
  word,
} from './realCode'

const TWO_TO_1023 = 8.98846567431158e307
const TWO_TO_MINUS_1000 = 9.332636185032189e-302

/** @param k - float64, an integer in [−1080, 1024] */
export function writeScaled(body: FunctionBody, y: Term, k: Term): void {
  returnWhen(body, above(k, 1023), multiply(y, 2, TWO_TO_1023))
  const isNormal = keepWord(body, atLeast(k, -1021))
  const biased = integer(add(k, choose(isNormal, 1023, 2023)))
  const scaled = keep(body, multiply(y, fromHighWord(shiftLeft(biased, word(20)))))
  choose(isNormal, scaled, multiply(scaled, TWO_TO_MINUS_1000))(body)
}
