/**
 * Circles: one inside the other, with normal noise.
 *
 *   class 0:  (cos φ, sin φ)           class 1:  q·(cos φ, sin φ)              φ uniform in [0, 2π)
 *
 * Points come from the seed's stream `circles`. Variant: φ is drawn, where scikit-learn spaces it evenly.
 * Source: scikit-learn, `make_circles`.
 */
import { real } from '../contract/field'
import { cosine, sine } from '../engine/mathematics/sine'
import { defineDrawnDataset } from './dataset'
import { checkShares } from './datasetFields'
import { drawPlanarClasses, planarFields } from './planarClasses'

export const circles = defineDrawnDataset({
  kind: 'circles',
  title: 'Circles',
  summary: 'A circle inside another one, drawn from the seed.',
  source: 'scikit-learn, make_circles',
  fields: {
    ...planarFields(0.08),
    radius: real({
      label: 'Inner radius',
      symbol: 'q',
      default: 0.5,
      min: 0,
      below: 1,
      help: 'Of the inner circle; the outer one has radius 1.',
    }),
  },
  check: checkShares,
  describe: () => ({ kind: 'classification', inputShape: [2], outputs: 2 }),
  load: ({ radius, ...settings }, seed) =>
    drawPlanarClasses(
      {
        purpose: 'circles',
        classNames: ['outer', 'inner'],
        place(index, draw) {
          const angle = draw() * 2 * Math.PI
          const r = index === 1 ? radius : 1
          return [r * cosine(angle), r * sine(angle)]
        },
      },
      settings,
      seed,
    ),
})
