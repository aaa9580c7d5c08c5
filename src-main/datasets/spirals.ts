/**
 * Spirals: k interleaved arms that wind around the origin, the classic hard problem for small networks.
 *
 *   class c of k:  r·(cos φ, sin φ),   φ = 2π·(turns·r + c/k),   r = √u,   u uniform in [0, 1)
 *
 * r = √u spreads the points along an arm as its circumference grows. Points come from the seed's stream `spirals`.
 * Source: Lang & Witbrock, "Learning to tell two spirals apart", 1988; here with any number of arms, and drawn.
 */
import { integer, real } from '../contract/field'
import { cosine, sine } from '../engine/mathematics/sine'
import { defineDrawnDataset } from './dataset'
import { checkShares } from './datasetFields'
import { drawPlanarClasses, planarFields } from './planarClasses'

export const spirals = defineDrawnDataset({
  kind: 'spirals',
  title: 'Spirals',
  summary: 'Arms that wind around each other in the plane, drawn from the seed.',
  source: 'Lang & Witbrock, 1988',
  fields: {
    ...planarFields(0.02),
    classes: integer({ label: 'Arms', default: 2, min: 2, max: 10, help: 'One class each.' }),
    turns: real({ label: 'Turns', default: 1.5, min: 0, max: 10, help: 'How often an arm winds around the origin.' }),
  },
  check: checkShares,
  describe: ({ classes }) => ({ kind: 'classification', inputShape: [2], outputs: classes }),
  load: ({ classes, turns, ...settings }, seed) =>
    drawPlanarClasses(
      {
        purpose: 'spirals',
        classNames: Array.from({ length: classes }, (_, arm) => `arm ${arm + 1}`),
        place(index, draw) {
          const r = Math.sqrt(draw())
          const angle = 2 * Math.PI * (turns * r + index / classes)
          return [r * cosine(angle), r * sine(angle)]
        },
      },
      settings,
      seed,
    ),
})
