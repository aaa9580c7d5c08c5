import { expect, it } from 'vitest'
import { colourCount, dashPattern, runColour } from './runColour'

it('the first five colours are the tokens themselves', () => {
  expect([0, 1, 2, 3, 4].map((colour) => runColour({ colour }).css)).toEqual(
    [0, 1, 2, 3, 4].map((family) => `var(--series-${family})`),
  )
})

it('every colour on offer is a colour of its own, and keeps the family of its number', () => {
  const colours = Array.from({ length: colourCount }, (_, colour) => runColour({ colour }))
  expect(new Set(colours.map((colour) => colour.css)).size).toBe(colourCount)
  expect(colours.every((colour, index) => colour.token === `--series-${index % 5}`)).toBe(true)
})

it('every number the contract allows has a colour and a dash', () => {
  expect(runColour({ colour: 63 }).token).toBe('--series-3')
  expect(dashPattern({ dash: 0 })).toEqual([])
  for (let dash = 0; dash < 16; dash += 1) expect(dashPattern({ dash }).length % 2).toBe(0)
})
