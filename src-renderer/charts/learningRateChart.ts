/**
 * α as the schedule gives it; drawn only when some visible run's changes.
 *
 * The user may conclude when α was cut, and compare that with the loss above it.
 */
import { concludeRange } from '../../src-main/analysis/conclusions/concludeRange'
import { formatNumber } from '../lab/formatNumber'
import { type ChartDefinition, simpleCard } from './chartDefinition'

export const learningRateChart: ChartDefinition = {
  id: 'learningRate',
  tab: 'curves',
  cards: ({ runs }) =>
    runs.some(({ run }) => run.experiment.schedule.kind !== 'constant')
      ? [
          simpleCard({
            id: 'learningRate',
            title: 'Learning rate α',
            line: { diagnostic: 'learningRate', column: 'value', parameter: '' },
            isSmoothed: false,
            missing: 'No learning rate recorded yet',
            conclude: (curves) =>
              concludeRange(
                curves.map((curve) => curve.line),
                formatNumber,
              ),
          }),
        ]
      : [],
}
