import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AxisKind, axisMapping } from './axisMapping'

const facts = {
  stepsPerEpoch: 50,
  elapsed: { steps: Float64Array.of(10, 20, 40), seconds: Float64Array.of(2, 3, 9) },
}

describe('axisMapping', () => {
  it('maps a step to itself, to epochs, and to seconds along straight lines from (0, 0)', () => {
    expect(axisMapping('step', facts)?.fromStep(37)).toBe(37)
    expect(axisMapping('epoch', facts)?.fromStep(125)).toBe(2.5)
    const time = axisMapping('time', facts)!
    expect([0, 5, 10, 15, 30, 50].map(time.fromStep)).toEqual([0, 1, 2, 2.5, 6, 12])
  })

  it('goes back to the step it came from', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<AxisKind>('step', 'epoch', 'time'),
        fc.integer({ min: 0, max: 1e6 }),
        (axis, step) => {
          const mapping = axisMapping(axis, facts)!
          expect(mapping.toStep(mapping.fromStep(step))).toBeCloseTo(step, 6)
        },
      ),
    )
  })

  it('is null for a run without epochs, and for one without recorded time', () => {
    expect(axisMapping('epoch', { ...facts, stepsPerEpoch: null })).toBeNull()
    expect(axisMapping('time', { ...facts, elapsed: null })).toBeNull()
    expect(
      axisMapping('time', { ...facts, elapsed: { steps: new Float64Array(0), seconds: new Float64Array(0) } }),
    ).toBeNull()
  })
})
