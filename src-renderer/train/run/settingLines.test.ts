import { describe, expect, it } from 'vitest'
import { catalogue } from '../testing/catalogue'
import { settingLines } from './settingLines'

function lines(member: unknown): string[] {
  return settingLines('problems', member, catalogue).map((line) =>
    [line.label, line.symbol, line.text, line.isDefault ? '(default)' : ''].filter(Boolean).join(' '),
  )
}

describe('settingLines', () => {
  it('every field in force has a line that says whether it is the default', () => {
    expect(lines({ kind: 'plain', stiffness: 0.25, count: 1 })).toEqual(['Stiffness 0.25', 'Count 1 (default)'])
  })

  it('nested members stand under their field with what they change, lists have a line an entry', () => {
    const stages = [
      { kind: 'gate', name: 'gate1', width: 4 },
      { kind: 'gate', name: 'gate2', width: 9 },
    ]
    const all = lines({ kind: 'everyType', source: { kind: 'well', depth: 3 }, stages })
    expect(all).toContain('Source Well')
    expect(all).toContain('Depth 3')
    expect(all).toContain('Stages Gate gate1')
    expect(all).toContain('Gate gate2 9')
    expect(lines({ kind: 'everyType' })).not.toContain('Depth 7 (default)')
  })

  it('a field that was left out says what that means', () => {
    const [, spring] = settingLines('datasets', { kind: 'well', depth: 7 }, catalogue)
    expect(spring).toMatchObject({ label: 'Spring', text: 'the rain', isDefault: true })
  })

  it('a field whose condition does not hold has no line', () => {
    expect(lines({ kind: 'everyType' }).some((line) => line.startsWith('Heat'))).toBe(false)
    expect(lines({ kind: 'everyType', isWarm: true })).toContain('Heat 1 (default)')
  })

  it('a long list is cut short and says how long it is', () => {
    const start = Array.from({ length: 1000 }, (_, index) => index)
    expect(lines({ kind: 'everyType', start })).toContain('Start 0, 1, 2, 3, 4, 5, 6, 7, … (1000 numbers)')
  })

  it('a kind the catalogue does not know has no lines', () => {
    expect(lines({ kind: 'gone' })).toEqual([])
  })
})
