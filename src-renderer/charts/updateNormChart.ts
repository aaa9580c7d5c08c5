/**
 * The Euclidean norm of the step that the optimizer takes.
 *
 * The user may conclude whether steps shrink with the gradient (gradient descent) or keep a size of about α times the
 * root of the number of elements (RMSProp, Adam at a constant α), which is what ends in a limit cycle.
 */
import { concludeRange } from '../../src-main/analysis/conclusions/concludeRange'
import { formatNumber } from '../lab/formatNumber'
import { type ChartDefinition, simpleCard } from './chartDefinition'

export const updateNormChart: ChartDefinition = {
  id: 'updateNorm',
  tab: 'curves',
  cards: () => [
    simpleCard({
      id: 'updateNorm',
      title: 'Update norm ‖Δw‖',
      line: { diagnostic: 'updateNorm', column: 'value', parameter: '' },
      missing: 'No update norm recorded yet',
      conclude: (curves) =>
        concludeRange(
          curves.map((curve) => curve.line),
          formatNumber,
        ),
    }),
  ],
}
