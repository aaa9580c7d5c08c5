/**
 * The loss on data that training never sees: once an epoch, or as often as the experiment says.
 *
 * The user may conclude which run generalises best, and where a run goes on past its best (overfitting). Not smoothed:
 * each value is a mean over the whole validation part.
 */
import { concludeBest } from '../../src-main/analysis/conclusions/concludeBest'
import { formatNumber } from '../lab/formatNumber'
import { type ChartDefinition, evaluatedRemark, hasData, simpleCard } from './chartDefinition'

export const validationLossChart: ChartDefinition = {
  id: 'validationLoss',
  tab: 'curves',
  cards: ({ runs }) =>
    runs.some(({ run }) => hasData(run))
      ? [
          simpleCard({
            id: 'validationLoss',
            title: 'Validation loss',
            line: { diagnostic: 'validation', column: 'loss', parameter: '' },
            isSmoothed: false,
            remark: evaluatedRemark(runs),
            missing:
              'Not evaluated yet: the validation part is evaluated once an epoch unless the experiment says otherwise',
            conclude: (curves) =>
              concludeBest(
                curves.map((curve) => curve.line),
                'lowest',
                'validation loss',
                formatNumber,
              ),
          }),
        ]
      : [],
}
