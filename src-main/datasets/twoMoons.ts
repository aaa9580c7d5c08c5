/**
 * Two moons: two interleaved half circles with normal noise, a problem no straight line solves.
 *
 *   class 0:  (cos φ, sin φ)           class 1:  (1 − cos φ, ½ − sin φ)        φ uniform in [0, π)
 *
 * Half of the points in each class, the odd one in class 0; noise of the given standard deviation on both coordinates.
 * Points come from the seed's stream `twoMoons`. Variant: φ is drawn, where scikit-learn spaces it evenly.
 * Source: scikit-learn, `make_moons`.
 */
import { integer, real } from '../contract/field'
import { createGenerator } from '../engine/generator'
import { cosine, sine } from '../engine/mathematics/sine'
import { defineDataset } from './dataset'
import { digestOf } from './digestOf'
import { realParts } from './realExamples'
import { noScaling } from './scaling'
import { shareField } from './shareField'
import { shuffledRows, splitRows } from './splitRows'

const shape = { kind: 'classification', inputShape: [2], outputs: 2 } as const

export const twoMoons = defineDataset({
  kind: 'twoMoons',
  title: 'Two moons',
  summary: 'Two interleaved half circles in the plane, drawn from the seed.',
  source: 'scikit-learn, make_moons',
  fields: {
    samples: integer({
      label: 'Points',
      default: 1000,
      min: 20,
      max: 1_000_000,
      scale: 'log',
      help: 'Points of both moons, before they are split.',
    }),
    noise: real({
      label: 'Noise',
      default: 0.15,
      min: 0,
      max: 10,
      help: 'Standard deviation added to both coordinates.',
    }),
    validationShare: shareField('Validation', 0.2, 'Share of the points kept for validation.'),
    testShare: shareField('Test', 0.2, 'Share of the points kept for the test.'),
  },
  check: ({ validationShare, testShare }) =>
    validationShare + testShare <= 0.9
      ? []
      : [
          {
            path: 'testShare',
            message: `= ${testShare}, must leave a tenth to train on: validationShare + testShare ≤ 0.9`,
          },
        ],
  describe: () => shape,
  load({ samples, noise, validationShare, testShare }, seed) {
    const { values, targets } = drawMoons(samples, noise, seed)
    const split = splitRows(shuffledRows(samples, seed), validationShare, testShare)
    return {
      ...shape,
      classNames: ['upper', 'lower'],
      parts: realParts({ values, size: 2, targets }, noScaling(2), split),
      digest: digestOf(littleEndianBytes(values), targets),
    }
  },
})

function drawMoons(samples: number, noise: number, seed: number): { values: Float64Array; targets: Uint8Array } {
  const generator = createGenerator(seed, 'twoMoons')
  const values = new Float64Array(samples * 2)
  const targets = Uint8Array.from({ length: samples }, (_, row) => row % 2)
  for (let row = 0; row < samples; row++) {
    const angle = generator.nextUniform() * Math.PI
    const isLower = targets[row] === 1
    const x = isLower ? 1 - cosine(angle) : cosine(angle)
    const y = isLower ? 0.5 - sine(angle) : sine(angle)
    values[row * 2] = x + noise * generator.nextNormal()
    values[row * 2 + 1] = y + noise * generator.nextNormal()
  }
  return { values, targets }
}

function littleEndianBytes(values: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 8))
  values.forEach((value, index) => {
    view.setFloat64(index * 8, value, true)
  })
  return new Uint8Array(view.buffer)
}
