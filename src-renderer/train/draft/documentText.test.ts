import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { presets } from '../../../src-main/contract/presets'
import { documentText } from './documentText'

describe('documentText', () => {
  it('parsing the text gives the value back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(documentText(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('every preset comes back whole', () => {
    for (const document of presets.flatMap((preset) => preset.documents)) {
      expect(JSON.parse(documentText(document))).toEqual(document)
    }
  })

  it('what fits on a line stays on one, and the document itself never does', () => {
    expect(documentText({ seed: 1, start: [-8, 1.5], problem: { kind: 'quadratic' } })).toBe(
      '{\n  "seed": 1,\n  "start": [-8, 1.5],\n  "problem": { "kind": "quadratic" }\n}\n',
    )
  })
})
