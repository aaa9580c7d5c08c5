import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packAnswer, unpackAnswer } from './packedAnswer'

const leaf = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null))
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
  ),
})).value

test('unpacking gives back what was packed, numbers that JSON does not know included', () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(unpackAnswer(packAnswer(value))).toEqual(value)
    }),
  )
  const special = { list: [Number.NaN, { deep: Number.POSITIVE_INFINITY }], minus: -0, less: Number.NEGATIVE_INFINITY }
  const back = unpackAnswer(packAnswer([special, 1]))
  expect(back).toEqual([special, 1])
  expect(unpackAnswer(packAnswer(Number.NaN))).toBeNaN()
})

test('a text that is no answer is refused', () => {
  expect(() => unpackAnswer('runs')).toThrow(SyntaxError)
})
