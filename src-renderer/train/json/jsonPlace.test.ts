import { describe, expect, it } from 'vitest'
import { jsonPlace } from './jsonPlace'

const text = `{
  "seed": -1,
  "problem": {
    "kind": "network",
    "layers": [
      { "kind": "dense", "units": 0 },
      { "kind": "activation" }
    ]
  }
}
`

function marked(path: string): string {
  const place = jsonPlace(text, path)
  return text.slice(place.from, place.to)
}

function line(path: string): number {
  return text.slice(0, jsonPlace(text, path).from).split('\n').length
}

describe('jsonPlace', () => {
  it('a value is marked where it stands', () => {
    expect(marked('seed')).toBe('-1')
    expect(marked('problem.layers[0].units')).toBe('0')
    expect(line('problem.layers[0].units')).toBe(6)
  })

  it('an object or a list is marked by its key, an entry by its bracket', () => {
    expect(marked('problem')).toBe('"problem"')
    expect(marked('problem.layers')).toBe('"layers"')
    expect(marked('problem.layers[1]')).toBe('{')
    expect(line('problem.layers[1]')).toBe(7)
  })

  it('what is missing is marked at the nearest thing around it', () => {
    expect(line('problem.layers[1].activation')).toBe(7)
    expect(marked('problem.dataset.kind')).toBe('"problem"')
    expect(jsonPlace(text, 'optimizer')).toEqual({ from: 0, to: 1 })
    expect(jsonPlace('', 'seed')).toEqual({ from: 0, to: 0 })
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(jsonPlace(deep, '')).toEqual({ from: 0, to: deep.length })
  })
})
