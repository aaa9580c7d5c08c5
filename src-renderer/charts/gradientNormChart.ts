/**
 * The Euclidean norm of the gradient over all parameters.
 *
 * The user may conclude whether a run nears a stationary point (it falls) or is thrown about (it stays or grows).
 */
import { concludeRange } from '../../src-main/analysis/conclusions/concludeRange'
import { formatNumber } from '../lab/formatNumber'
import { type ChartDefinition, simpleCard } from './chartDefinition'

export const gradientNormChart: ChartDefinition = {
  id: 'gradientNorm',
  tab: 'curves',
  cards: () => [
    simpleCard({
      id: 'gradientNorm',
      title: 'Gradient norm ‖g‖',
      line: { diagnostic: 'gradientNorm', column: 'value', parameter: '' },
      missing: 'No gradient norm recorded yet',
      conclude: (curves) =>
        concludeRange(
          curves.map((curve) => curve.line),
          formatNumber,
        ),
    }),
  ],
}
