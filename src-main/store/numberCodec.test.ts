import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeNumber, encodeNumber } from './numberCodec'
import { temporaryLabFile } from './testing/temporaryLabFile'

test('every number and null comes back from an ANY column as it was', () => {
  const { db } = temporaryLabFile()
  db.exec('CREATE TABLE numbers (id INTEGER PRIMARY KEY, number ANY) STRICT')
  const write = db.prepare('INSERT INTO numbers (number) VALUES (?)')
  const read = db.prepare<[number | bigint], number | string | null>('SELECT number FROM numbers WHERE id = ?').pluck()
  fc.assert(
    fc.property(fc.option(fc.double()), (number) => {
      const stored = read.get(write.run(encodeNumber(number)).lastInsertRowid)
      expect(decodeNumber(stored ?? null)).toBe(number)
    }),
    { examples: [[Number.NaN], [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY], [Number.MAX_VALUE], [null]] },
  )
})

test('a text that no number has is refused', () => {
  expect(() => decodeNumber('nan')).toThrow('stored number = "nan", must be a number, NaN, Infinity or -Infinity')
})
