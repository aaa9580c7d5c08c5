/**
 * Points in the plane, drawn class by class from the seed: what moons, circles and spirals share.
 *
 * Row r belongs to class r mod k, so classes differ by one point at most. Each point is placed first, then moved by normal
 * noise in both coordinates; all of it comes from one stream of the seed, named by the dataset.
 */
import { integer, real } from '../contract/field'
import { createGenerator } from '../engine/generator'
import { digestOf, littleEndianBytes } from './dataDigest'
import type { Dataset } from './dataset'
import { shareField } from './datasetFields'
import { realParts } from './examples'
import { noScaling } from './scaling'
import { shuffledRows, splitRows } from './splitRows'

/** @param noise - the default of the standard deviation */
export function planarFields(noise: number) {
  return {
    samples: integer({
      label: 'Points',
      default: 1000,
      min: 20,
      max: 1_000_000,
      scale: 'log',
      help: 'Points of all classes, before they are split.',
    }),
    noise: real({
      label: 'Noise',
      default: noise,
      min: 0,
      max: 10,
      help: 'Standard deviation added to both coordinates.',
    }),
    validationShare: shareField('Validation', 0.2, 'Share of the points kept for validation.'),
    testShare: shareField('Test', 0.2, 'Share of the points kept for the test.'),
  } as const
}

interface PlanarSettings {
  readonly samples: number
  readonly noise: number
  readonly validationShare: number
  readonly testShare: number
}

export interface PlanarClasses {
  /** The stream of the seed. */
  readonly purpose: string
  readonly classNames: readonly string[]
  /** Where a point of a class lies before noise; `draw` gives numbers in [0, 1). */
  place(index: number, draw: () => number): readonly [number, number]
}

export function drawPlanarClasses(classes: PlanarClasses, settings: PlanarSettings, seed: number): Dataset {
  const { samples, noise, validationShare, testShare } = settings
  const generator = createGenerator(seed, classes.purpose)
  const draw = (): number => generator.nextUniform()
  const count = classes.classNames.length
  const values = new Float64Array(samples * 2)
  const targets = Uint8Array.from({ length: samples }, (_, row) => row % count)
  for (let row = 0; row < samples; row++) {
    const [x, y] = classes.place(targets[row]!, draw)
    values[row * 2] = x + noise * generator.nextNormal()
    values[row * 2 + 1] = y + noise * generator.nextNormal()
  }
  const split = splitRows(shuffledRows(samples, seed), validationShare, testShare)
  return {
    kind: 'classification',
    inputShape: [2],
    outputs: count,
    classNames: classes.classNames,
    parts: realParts({ values, size: 2, targets }, noScaling(2), split),
    digest: digestOf(littleEndianBytes(values), targets),
  }
}
