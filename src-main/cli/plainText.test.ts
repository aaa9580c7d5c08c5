import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from './plainText'

test('letters of any script, signs and spaces stay as they are', () => {
  for (const text of ['Prüfung · β₂ = 0.9', '学習率', 'אבג', '😀 e\u0301']) expect(plainText(text)).toBe(text)
})

test('what breaks a line, moves the cursor, colours or turns the direction is spelled out', () => {
  expect(plainText('a\nb\tc\r')).toBe('a\\nb\\tc\\u000d')
  expect(plainText('\u001b[31mred\u009b0m')).toBe('\\u001b[31mred\\u009b0m')
  expect(plainText('\u202eexe.txt\u2028')).toBe('\\u202eexe.txt\\u2028')
})

test('no text keeps a control character, and what has none comes back whole', () => {
  const control = /\p{Cc}/u
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plainText(text)).not.toMatch(control)
      expect(plainText(plainText(text))).toBe(plainText(text))
    }),
  )
})
