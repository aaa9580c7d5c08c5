/**
 * The share of the validation part that is classified rightly.
 *
 * The user may conclude which run classifies best. Always on a linear axis, since a share ends at 1.
 */
import { concludeBest } from '../../src-main/analysis/conclusions/concludeBest'
import { formatPercent } from '../lab/formatNumber'
import { type ChartDefinition, evaluatedRemark, simpleCard } from './chartDefinition'

const diagnostic = 'validation'
const column = 'accuracy'

/** Losses of which an accuracy is known; a regression has none. */
const classifying: readonly unknown[] = ['softmaxCrossEntropy', 'binaryCrossEntropy']

export const validationAccuracyChart: ChartDefinition = {
  id: 'validationAccuracy',
  tab: 'curves',
  cards: ({ runs }) =>
    runs.some(
      ({ run, keys }) =>
        classifying.includes(run.experiment.problem.loss) ||
        keys.some((key) => key.diagnostic === diagnostic && key.column === column),
    )
      ? [
          simpleCard({
            id: 'validationAccuracy',
            title: 'Validation accuracy',
            line: { diagnostic, column, parameter: '' },
            scale: 'linear',
            isSmoothed: false,
            remark: evaluatedRemark(runs),
            number: 'percent',
            missing:
              'Not evaluated yet: the validation part is evaluated once an epoch unless the experiment says otherwise',
            conclude: (curves) =>
              concludeBest(
                curves.map((curve) => curve.line),
                'highest',
                'validation accuracy',
                formatPercent,
              ),
          }),
        ]
      : [],
}
