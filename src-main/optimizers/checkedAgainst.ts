/** What a definition was checked against, in short: trajectories, vectors and laws by the names the tests know them by. */
import type { Checked } from '../contract/definition'

/** The library that most trajectories and presets were computed with. */
export const pytorch = 'PyTorch 1.13'

/** @param name - a file of `testdata`, without `.json` */
export function trajectory(name: string, source = 'PyTorch 1.13.1'): Checked {
  return { kind: 'trajectory', name, source }
}

/** A trajectory worked out with 50 digits from the paper's equations, by `testdata/reference.py`. */
export function worked(name: string, paper: string): Checked {
  return trajectory(name, `${paper}, worked out with 50 digits`)
}

/**
 * A path of a preset by whoever it is named after, by `testdata/presets/presets.py`.
 *
 * @param title - of the preset @param source - the library itself, or the file of it that was written again in NumPy
 */
export function preset(title: string, source: string): Checked {
  return { kind: 'preset', name: title, source }
}

/** @param name - of one entry of `testdata/vectors/rmsprop.json` */
export function vector(name: string): Checked {
  return { kind: 'vector', name, source: 'three steps, worked out by hand' }
}

/** @param name - of a law of `testing/ruleLaws.ts` */
export function law(name: string, source: string): Checked {
  return { kind: 'law', name, source }
}
