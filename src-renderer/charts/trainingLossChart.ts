/**
 * The loss that training follows, at every step.
 *
 * The value at step t is the loss of the batch before update t. The user may conclude which optimizer comes down
 * first, which stops falling in a limit cycle, and which diverges.
 */
import { concludeDivergence } from '../../src-main/analysis/conclusions/concludeDivergence'
import { concludeFirstBelow } from '../../src-main/analysis/conclusions/concludeFirstBelow'
import { concludeLimitCycle } from '../../src-main/analysis/conclusions/concludeLimitCycle'
import { sentences } from '../../src-main/analysis/conclusions/sentences'
import { formatNumber } from '../lab/formatNumber'
import { type ChartDefinition, simpleCard } from './chartDefinition'

export const trainingLossChart: ChartDefinition = {
  id: 'trainingLoss',
  tab: 'curves',
  cards: () => [
    simpleCard({
      id: 'trainingLoss',
      title: 'Training loss',
      line: { diagnostic: 'trainingLoss', column: 'value', parameter: '' },
      missing: 'No training loss recorded yet',
      conclude: (curves) => {
        const lines = curves.map((curve) => curve.line)
        return sentences(
          concludeFirstBelow(lines, formatNumber),
          concludeLimitCycle(lines, formatNumber),
          concludeDivergence(lines),
        )
      },
    }),
  ],
}
