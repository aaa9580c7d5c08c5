import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acceptsAsIs } from './acceptsAsIs'
import { anyNumberSchema } from './run'
import { z } from './schema'

const schemas = {
  text: z.string(),
  shortText: z.string().trim().max(3),
  switch: z.boolean(),
  number: z.number(),
  count: z.number().int().min(0),
  above: z.number().positive(),
  share: z.number().min(0).max(1),
  any: anyNumberSchema,
  word: z.enum(['a', 'b']),
  one: z.literal(1),
  maybe: z.number().int().min(1).brand<'Id'>().nullable(),
  list: z.array(z.number().int()),
  record: z.record(z.string(), z.number().int()),
  either: z.union([z.strictObject({ a: z.number() }), z.strictObject({ b: z.string() })]),
  strict: z.strictObject({ a: z.number().nullable(), b: z.array(z.string()) }),
  loose: z.looseObject({ a: z.string() }),
  stripping: z.object({ a: z.string() }),
  withDefault: z.strictObject({ a: z.string().default('x') }),
  optional: z.strictObject({ a: z.string().optional(), b: z.array(z.string()) }),
  looseOptional: z.looseObject({ a: z.string().optional() }),
  frozen: z.array(z.string()).min(1).max(2).readonly(),
  short: z.string().min(1).max(3),
  typed: z.instanceof(Float64Array<ArrayBufferLike>),
  kinds: z.discriminatedUnion('a', [
    z.strictObject({ a: z.literal('a'), b: z.array(z.string()).optional() }),
    z.strictObject({ a: z.literal(''), c: z.number() }),
  ]),
}

const leaf = fc.oneof(
  fc.constant(Float64Array.of(1)),
  fc.constantFrom(null, undefined, true, '', 'a', 'abcd', ' a ', 0, -0, 1, -1, 0.5, 2 ** 60, Number.NaN, Infinity),
  fc.string(),
  fc.double(),
  fc.integer(),
)
const values = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.oneof(leaf, fc.array(fc.string(), { maxLength: 2 })), {
    noNullPrototype: true,
  }),
)

describe('acceptsAsIs', () => {
  test.each(Object.entries(schemas))('never accepts what %s refuses or changes', (_name, schema) => {
    fc.assert(
      fc.property(values, (value) => {
        if (!acceptsAsIs(schema, value)) return
        const parsed = schema.safeParse(value)
        expect(parsed.success).toBe(true)
        expect(parsed.data).toEqual(value)
      }),
    )
  })

  test('accepts what is right, so that the parser is seldom asked', () => {
    expect(acceptsAsIs(schemas.strict, { a: null, b: ['x'] })).toBe(true)
    expect(acceptsAsIs(schemas.either, { b: 'x' })).toBe(true)
    expect(acceptsAsIs(schemas.loose, { a: 'x', more: [1] })).toBe(true)
    expect(acceptsAsIs(schemas.maybe, 3)).toBe(true)
    expect(acceptsAsIs(schemas.share, 1)).toBe(true)
    expect(acceptsAsIs(schemas.record, { a: 1, c: 2 })).toBe(true)
    expect(acceptsAsIs(schemas.above, 0)).toBe(false)
    expect(acceptsAsIs(schemas.any, Number.NaN)).toBe(true)
    expect(acceptsAsIs(schemas.strict, { a: 1, b: [], c: 1 })).toBe(false)
    expect(acceptsAsIs(schemas.optional, { b: [] })).toBe(true)
    expect(acceptsAsIs(schemas.optional, { a: 'x', b: [] })).toBe(true)
    expect(acceptsAsIs(schemas.optional, { b: [], c: 1 })).toBe(false)
    expect(acceptsAsIs(schemas.frozen, ['x'])).toBe(true)
    expect(acceptsAsIs(schemas.frozen, [])).toBe(false)
    expect(acceptsAsIs(schemas.short, 'abcd')).toBe(false)
    expect(acceptsAsIs(schemas.typed, Float64Array.of(1))).toBe(true)
    expect(acceptsAsIs(schemas.typed, Float32Array.of(1))).toBe(false)
    expect(acceptsAsIs(schemas.kinds, { a: '', c: 1 })).toBe(true)
  })

  test('what it cannot look into is left to the schema', () => {
    expect(acceptsAsIs(schemas.shortText, 'a')).toBe(false)
    expect(acceptsAsIs(schemas.stripping, { a: 'x' })).toBe(false)
    expect(acceptsAsIs(schemas.withDefault, {})).toBe(false)
    expect(acceptsAsIs(schemas.optional, { a: undefined, b: [] })).toBe(false)
  })
})
