/**
 * Two moons: two interleaved half circles with normal noise, a problem no straight line solves.
 *
 *   class 0:  (cos φ, sin φ)           class 1:  (1 − cos φ, ½ − sin φ)        φ uniform in [0, π)
 *
 * Half of the points in each class, the odd one in class 0; noise of the given standard deviation on both coordinates.
 * Points come from the seed's stream `twoMoons`. Variant: φ is drawn, where scikit-learn spaces it evenly.
 * Source: scikit-learn, `make_moons`.
 */
import { cosine, sine } from '../engine/mathematics/sine'
import { defineDrawnDataset } from './dataset'
import { checkShares } from './datasetFields'
import { drawPlanarClasses, type PlanarClasses, planarFields } from './planarClasses'

const moons: PlanarClasses = {
  purpose: 'twoMoons',
  classNames: ['upper', 'lower'],
  place(index, draw) {
    const angle = draw() * Math.PI
    return index === 1 ? [1 - cosine(angle), 0.5 - sine(angle)] : [cosine(angle), sine(angle)]
  },
}

export const twoMoons = defineDrawnDataset({
  kind: 'twoMoons',
  title: 'Two moons',
  summary: 'Two interleaved half circles in the plane, drawn from the seed.',
  source: 'scikit-learn, make_moons',
  fields: planarFields(0.15),
  check: checkShares,
  describe: () => ({ kind: 'classification', inputShape: [2], outputs: 2 }),
  load: (settings, seed) => drawPlanarClasses(moons, settings, seed),
})
