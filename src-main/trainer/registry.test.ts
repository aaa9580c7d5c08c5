import { describe, expect, test } from 'vitest'
import { catalogue, registry } from './registry'
import { isCatalogueData } from './testing/isCatalogueData'

describe('catalogue', () => {
  test('crosses a process: it is data through and through', () => {
    expect(isCatalogueData(catalogue)).toBe(true)
    expect(structuredClone(catalogue)).toEqual(catalogue)
    expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue)
  })

  test('tells of every member of the registry, in its order', () => {
    for (const list of ['problems', 'optimizers', 'schedules', 'datasets', 'layers'] as const) {
      expect(catalogue[list].map(({ kind }) => kind)).toEqual(registry[list].map(({ kind }) => kind))
    }
  })

  test('kinds are unique in their list, and every field has a sentence of help or a label', () => {
    for (const list of ['problems', 'optimizers', 'schedules', 'datasets', 'layers'] as const) {
      const kinds = catalogue[list].map(({ kind }) => kind)
      expect(new Set(kinds).size).toBe(kinds.length)
      for (const { fields } of catalogue[list]) {
        for (const field of Object.values(fields)) expect(field.help ?? field.label).toBeTruthy()
      }
    }
  })
})
